"""The network view as somebody sees and uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from coopgraph import resources
from network_sample import PLANNED, Fact, Sample, realistic, synthetic

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

GROUPS = resources.read_toml(resources.data("templates", "palette.toml"))["groups"]
GROUP_OF = {kind: group["id"] for group in GROUPS for kind in group["kinds"]}
LATE = {group["id"] for group in GROUPS if group.get("later")}
QUOTE = "The programme is funded by the European Union and carried out by IOM."


def shown(
    sample: Sample, groups: set[str], *, planned: bool = False, relations: set[str] | None = None
) -> dict[str, int]:
    """Count what a view with these groups and relations switched on must draw."""
    lines = {(f.subject, f.relation, f.object) for f in sample.facts if planned or f.status not in PLANNED}
    every = {(f.subject, f.relation, f.object) for f in sample.facts}
    wanted = {r for _, r, _ in every} if relations is None else relations
    related = {end for s, r, o in every if r in wanted for end in (s, o)}
    unrelated = {id_ for _, id_, _, _ in sample.names} - {end for s, _, o in every for end in (s, o)}
    things = {id_ for kind, id_, _, _ in sample.names if GROUP_OF[kind] in groups and id_ in related | unrelated}
    return {
        "things": len(things),
        "lines": sum(r in wanted and s in things and o in things for s, r, o in lines),
    }


EVERY = {group["id"] for group in GROUPS}


@pytest.mark.parametrize("size", [0, 1, 50, 400])
def test_pages_of_any_size_open_without_request_or_complaint(open_page: Open, size: int) -> None:
    opened = open_page(synthetic(size))
    assert opened.page.locator("#status").inner_text().startswith(f"{opened.counts()['things']} of {size} shown")


def test_an_empty_graph_says_so(open_page: Open) -> None:
    opened = open_page(Sample())
    assert "nothing to draw" in opened.page.locator("#empty").inner_text()


def test_people_and_places_are_off_at_first_in_a_crowded_view(open_page: Open) -> None:
    sample = realistic()
    opened = open_page(sample)
    assert opened.counts() == shown(sample, EVERY - LATE)
    opened.page.check("#group-person")
    assert opened.counts() == shown(sample, EVERY - LATE | {"person"})
    opened.page.check("#group-place")
    assert opened.counts() == shown(sample, EVERY)


def test_everything_is_on_in_a_small_view(open_page: Open) -> None:
    sample = synthetic(30)
    assert open_page(sample).counts() == shown(sample, EVERY)


@pytest.mark.parametrize("group", sorted(EVERY - LATE))
def test_the_legend_switches_one_group_off_and_on(open_page: Open, group: str) -> None:
    sample = realistic()
    opened = open_page(sample)
    opened.page.uncheck(f"#group-{group}")
    assert opened.counts() == shown(sample, EVERY - LATE - {group})
    opened.page.check(f"#group-{group}")
    assert opened.counts() == shown(sample, EVERY - LATE)


def test_the_relation_filter_leaves_only_what_it_connects(open_page: Open) -> None:
    sample = realistic()
    opened = open_page(sample)
    relations = {fact.relation for fact in sample.facts}
    for relation in sorted(relations - {"funds"}):
        opened.page.uncheck(f"#relation-{relation}")
    assert opened.counts() == shown(sample, EVERY - LATE, relations={"funds"})


def test_planned_lines_appear_only_on_request(open_page: Open) -> None:
    sample = realistic()
    opened = open_page(sample)
    opened.page.check("#line-planned")
    assert opened.counts() == shown(sample, EVERY - LATE, planned=True)


def test_the_legend_counts_what_the_graph_holds(open_page: Open) -> None:
    sample = realistic()
    opened = open_page(sample)
    counts = Counter(GROUP_OF[kind] for kind, _, _, _ in sample.names)
    for group, count in counts.items():
        assert opened.page.locator(f"label[for=group-{group}] .count").inner_text() == str(count)
    relations = Counter(r for _, r, _ in {(f.subject, f.relation, f.object) for f in sample.facts})
    for relation, count in relations.items():
        assert opened.page.locator(f"label[for=relation-{relation}] .count").inner_text() == str(count)


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("world bank", "actor/world-bank"),
        ("UNHCR", "actor/unhcr"),
        ("union europea", "actor/european-union"),
        ("maria lopez", "person/maria-lopez"),
        ("DARIÉN", "place/darien"),
    ],
)
def test_search_finds_names_acronyms_and_accents_and_enter_selects(open_page: Open, typed: str, id_: str) -> None:
    opened = open_page(realistic())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(typed)
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("coopgraph.chosen()") == {"thing": id_}
    assert opened.page.evaluate("location.hash") == "#" + id_


def test_search_without_a_hit_says_so(open_page: Open) -> None:
    opened = open_page(realistic())
    opened.page.fill("#search", "zzzz")
    assert opened.page.locator("#hits").inner_text() == "No name like this"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("coopgraph.chosen()") is None


def test_a_click_on_a_thing_shows_its_names_and_sentences(open_page: Open) -> None:
    opened = open_page(realistic())
    opened.click_at("actor/european-union")
    panel = opened.panel()
    assert panel.locator("h2").inner_text() == "European Union"
    assert panel.locator(".aliases").inner_text() == "Also: EU, Unión Europea"
    assert panel.locator(".badge").inner_text() == "Funder"
    assert QUOTE in panel.locator("blockquote").all_text_contents()
    link = panel.locator("figure", has_text=QUOTE).locator("figcaption a")
    assert link.get_attribute("href") == "https://example.org/news/1"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_a_click_on_a_line_shows_its_sentence_word_for_word(open_page: Open) -> None:
    opened = open_page(realistic())
    opened.click_line("actor/european-union", "funds", "programme/mcbs")
    assert opened.panel().locator("blockquote").all_text_contents() == [QUOTE]
    assert opened.panel().locator(".status").inner_text() == "under way"
    assert "confidence 94%" in opened.panel().inner_text()
    assert "2023-01-15" in opened.panel().inner_text()


def test_both_of_two_parallel_lines_can_be_clicked(open_page: Open) -> None:
    opened = open_page(realistic())
    for subject, object_ in (("actor/panama", "actor/undp"), ("actor/undp", "actor/panama")):
        opened.click_line(subject, "cooperatesWith", object_)
        quotes = opened.panel().locator("blockquote").all_text_contents()
        assert [f.quote for f in realistic().facts if (f.subject, f.object) == (subject, object_)] == quotes


def test_a_partner_in_the_panel_selects_it_even_when_its_group_is_off(open_page: Open) -> None:
    opened = open_page(realistic(), hash_="#actor/iom")
    opened.panel().get_by_role("button", name="María López").click()
    assert opened.page.evaluate("coopgraph.chosen()") == {"thing": "person/maria-lopez"}
    assert opened.page.is_checked("#group-person")


def test_escape_clears_the_selection(open_page: Open) -> None:
    opened = open_page(realistic())
    before = opened.panel().inner_text()
    opened.page.evaluate("coopgraph.select('actor/iom')")
    assert opened.panel().inner_text() != before
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("coopgraph.chosen()") is None
    assert opened.page.evaluate("location.hash") == ""
    assert opened.panel().inner_text() == before


def test_a_deep_link_selects(open_page: Open) -> None:
    opened = open_page(realistic(), hash_="#programme/mcbs")
    assert opened.panel().locator("h2").inner_text() == "multi-country border security programme"


@pytest.mark.parametrize("hash_", ["#nobody", "#%E0%A4%A", "#__proto__", "#<img src=x>"])
def test_an_unknown_deep_link_does_no_harm(open_page: Open, hash_: str) -> None:
    opened = open_page(realistic(), hash_=hash_)
    assert opened.page.evaluate("coopgraph.chosen()") is None
    assert opened.panel().locator("h2").inner_text() == "How to read this"


EVIL = '</script><script>pwned=1</script><img src=x onerror="window.pwned=1"> {{7*7}} ${7*7} \u202eabc\u202c <b>é</b>'


def evil() -> Sample:
    ids = ("actor/a", "programme/b")
    fact = Fact(documents=(0,), subject=ids[0], relation="funds", object=ids[1], status="signed", quote=EVIL)
    names = (("Company", ids[0], EVIL, (EVIL + "2",)), ("Programme", ids[1], "B" + EVIL, ()))
    return Sample(names=names, facts=(fact,), documents=((EVIL, "2024-01-01", "javascript:window.pwned=1"),))


def test_evil_texts_are_shown_as_they_are_and_do_nothing(open_page: Open) -> None:
    opened = open_page(evil())
    opened.page.fill("#search", "pwned")
    assert opened.page.locator("#hits [role=option]").count() == 2
    opened.page.keyboard.press("Enter")
    opened.click_line("actor/a", "funds", "programme/b")
    panel = opened.panel()
    assert panel.locator("blockquote").all_text_contents() == [EVIL]
    assert panel.locator(".thing").first.text_content() == EVIL
    assert panel.locator(".title").text_content() == EVIL
    assert panel.locator("a").count() == 0
    opened.page.click("#show-list")
    assert EVIL in (opened.page.locator("#list").text_content() or "")
    assert opened.page.locator("img").count() == 0
    assert opened.page.evaluate("window.pwned") is None


@pytest.mark.parametrize("select", [False, True])
def test_a_narrow_screen_never_scrolls_sideways(open_page: Open, select: bool) -> None:
    opened = open_page(realistic(), width=390, height=844, hash_="#actor/iom" if select else "")
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    assert opened.panel().is_visible()


def test_the_list_holds_what_is_drawn_and_follows_the_filters(open_page: Open) -> None:
    opened = open_page(realistic())
    opened.page.click("#show-list")
    rows = opened.page.locator("#list tbody tr")
    assert rows.count() == opened.counts()["things"]
    opened.page.uncheck("#group-event")
    assert rows.count() == opened.counts()["things"]
    opened.page.get_by_role("button", name="World Bank").first.click()
    assert opened.panel().locator("h2").inner_text() == "World Bank"


def test_all_of_a_small_view_is_named_and_hubs_of_a_large_one_without_overlap(open_page: Open) -> None:
    small = open_page(synthetic(24))
    assert {box["id"] for box in small.page.evaluate("coopgraph.labels()")} == {n[1] for n in synthetic(24).names}
    boxes = open_page(synthetic(200)).page.evaluate("coopgraph.labels()")
    assert len(boxes) >= 20
    for number, a in enumerate(boxes):
        for b in boxes[number + 1 :]:
            beside = a["x"] + a["w"] <= b["x"] or b["x"] + b["w"] <= a["x"]
            assert beside or a["y"] + a["h"] <= b["y"] or b["y"] + b["h"] <= a["y"], (a, b)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_background_follows_the_readers_preference(open_page: Open, scheme: str) -> None:
    opened = open_page(realistic(), color_scheme=scheme)
    colour = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 24, 31)"}[scheme]


NAMELESS = """[...document.querySelectorAll("button, input, a")]
  .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length)))
  .map((e) => e.outerHTML)"""


def test_the_keyboard_reaches_every_control_and_each_has_a_name(open_page: Open) -> None:
    opened = open_page(realistic())
    nameless = opened.page.evaluate(NAMELESS)
    assert nameless == []
    reached = set()
    for _ in range(45):
        opened.page.keyboard.press("Tab")
        reached.add(opened.page.evaluate("document.activeElement.id"))
    assert {"search", "group-agency", "line-planned", "show-list", "fit"} <= reached


def test_what_is_chosen_and_under_the_pointer_is_named_once(open_page: Open) -> None:
    opened = open_page(synthetic(24))
    opened.click_at(synthetic(24).names[0][1])
    named = [box["id"] for box in opened.page.evaluate("coopgraph.labels()")]
    assert len(named) == len(set(named)) > 1
