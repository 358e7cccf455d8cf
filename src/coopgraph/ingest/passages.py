"""Divide a text into passages: its title, its own lines, and a page's furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.ingest import contacts, dateline, leftovers, menus
from coopgraph.ingest.boilerplate import plain
from coopgraph.ingest.language import Identify, line_language, main_language
from coopgraph.ingest.lines import Line, split
from coopgraph.ingest.raw import RawText
from coopgraph.model import Passage, PassageRole

HEADING = 300
"""Longest title, in characters; the longest seen (a memorandum's) has 291."""
_TOP = 5
"""How many own lines from the top may be the title."""

Roles = dict[int, PassageRole]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the lines of a text are, and what the top of it says."""

    passages: tuple[Passage, ...]
    lang: str
    title: str
    dateline: str


def divide(raw: RawText, identify: Identify) -> Layout:
    """Return the layout of ``raw``: one passage for each line that is not blank."""
    lines = split(raw.text)
    roles, lang, langs = _understand(lines, raw, identify)
    title = _find_title(lines, roles, raw.title)
    own = [i for i in range(len(lines)) if i not in roles and i != title]
    if title is not None:
        roles[title] = PassageRole.TITLE
    return Layout(
        passages=tuple(
            Passage(start=line.start, end=line.end, role=roles.get(i, PassageRole.BODY), lang=langs[i])
            for i, line in enumerate(lines)
        ),
        lang=lang,
        title=raw.title or (_bare(lines[title].text) if title is not None else ""),
        dateline=dateline.find(lines[i].text for i in own),
    )


def _understand(lines: Sequence[Line], raw: RawText, identify: Identify) -> tuple[Roles, str, list[str]]:
    """Return the roles of the lines that are not the document's own, its language, and each line's."""
    found = menus.find(lines)
    roles: Roles = dict.fromkeys(found.entries, PassageRole.MENU)
    roles |= dict.fromkeys(contacts.find(lines), PassageRole.CONTACT)
    roles |= dict.fromkeys(leftovers.find(lines) | found.repeated, PassageRole.LEFTOVER)
    roles |= {i: PassageRole.LEFTOVER for i, line in enumerate(lines) if line.start < raw.front}
    lang = raw.lang or main_language((line.text for i, line in enumerate(lines) if i not in roles), identify)
    langs = [line_language(line.text, lang, identify) for line in lines]
    for i in range(found.zone):
        if langs[i] != lang and lines[i].is_paragraph and roles.get(i) in {None, PassageRole.MENU}:
            roles[i] = PassageRole.FOREIGN
    return roles, lang, langs


def _find_title(lines: Sequence[Line], roles: Roles, stated: str) -> int | None:
    """Return the index of the title: the line the source states, else the first heading at the top."""
    own = [i for i in range(len(lines)) if i not in roles]
    wanted = plain(stated)
    for i in own:
        if wanted and lines[i].plain == wanted:
            return i
    for i in own[:_TOP]:
        line = lines[i]
        if line.ends_in_full_stop or len(line.text) > HEADING or _flows_on(lines, i):
            return None
        if not line.is_bullet and not line.text.endswith((":", ";", ",")) and not dateline.find([line.text]):
            return i
    return None


def _flows_on(lines: Sequence[Line], index: int) -> bool:
    """Return whether the very next line goes on in lower case, as in text that is wrapped."""
    following = lines[index + 1 : index + 2]
    return any(line.start == lines[index].end + 1 and line.text[0].islower() for line in following)


def _bare(text: str) -> str:
    """Return a title without the marks of a Markdown heading."""
    return re.sub(r"^#{1,6}\s+|\s+#*$", "", text)
