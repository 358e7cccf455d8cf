"""Gather the documents to learn from: our corpus, the evaluation set ``train``, and what others annotated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import annotated
import check
from annotated import Annotated
from coopgraph.errors import InputError


def problems(folders: Sequence[Path]) -> list[str]:
    """Return what is wrong with the annotated texts in ``folders``, a line for each problem."""
    return [line for folder in folders for line in check.problems(folder, check.GIVEN)]


def documents(folders: Sequence[Path]) -> list[Annotated]:
    """Return all documents, those in ``folders`` last.

    The set ``train`` may be missing where there are folders: then thresholds are chosen by what they hold. Raise
    InputError when it is missing otherwise, and for a name that two texts have.
    """
    if not (folders or annotated.has_train()):
        raise InputError(
            f"{annotated.SHARED}: no evaluation set 'train' in it to choose thresholds by (COOPGRAPH_SHARED names the "
            "folder with eval/gold/train; --with gives annotated texts of your own)"
        )
    train = annotated.shared("train") if annotated.has_train() else []
    once = {folder.resolve(): folder for folder in folders}.values()
    found = [*annotated.own(), *train, *(one for folder in once for one in annotated.given(folder))]
    files: dict[str, Path] = {}
    for one in found:
        other = files.setdefault(one.name, one.file)
        if other != one.file:
            raise InputError(f"{one.file}: '{one.name}' has annotations already ({other}; give it another name)")
    return found
