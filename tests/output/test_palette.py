"""The colours and shapes of the network view can be told apart, by everybody and on both backgrounds."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from coopgraph import resources
from coopgraph.model import Kind

PALETTE = resources.read_toml(resources.data("templates", "palette.toml"))
GROUPS = {group["id"]: group for group in PALETTE["groups"]}
LEAST_CONTRAST = 3.0  # WCAG 1.4.11, graphics
LEAST_DISTANCE = 15.0  # CIELAB 1976; about six times what is just noticeable

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    dark, light = sorted(float(linear(colour) @ TO_XYZ[1]) + 0.05 for colour in (one, two))
    return light / dark


def lab(colour: str, vision: str) -> np.ndarray:
    seen = np.clip(np.array(VISIONS[vision]) @ linear(colour), 0, 1)
    f = TO_XYZ @ seen / WHITE
    f = np.where(f > 0.008856, np.cbrt(f), 7.787 * f + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("group", "background"), [*product(GROUPS, PALETTE["background"])])
def test_every_group_stands_out_from_both_backgrounds(group: str, background: str) -> None:
    assert contrast(GROUPS[group]["colour"], PALETTE["background"][background]) >= LEAST_CONTRAST


@pytest.mark.parametrize("vision", VISIONS)
def test_every_two_groups_differ_for_every_eye(vision: str) -> None:
    for one, two in combinations(GROUPS.values(), 2):
        distance = np.linalg.norm(lab(one["colour"], vision) - lab(two["colour"], vision))
        assert distance >= LEAST_DISTANCE, (one["id"], two["id"])


def test_every_group_has_its_own_shape() -> None:
    assert len({group["shape"] for group in GROUPS.values()}) == len(GROUPS) == 7


def test_every_kind_is_in_one_group() -> None:
    kinds = [kind for group in GROUPS.values() for kind in group["kinds"]]
    assert sorted(kinds) == sorted(Kind)


def test_the_style_sheet_has_the_backgrounds_of_the_palette() -> None:
    style = resources.data("templates", "network.css").read_text(encoding="utf-8")
    for colour in PALETTE["background"].values():
        assert f"--surface: {colour.lower()};" in style
