"""Bring README.md and the pages in docs/ up to date: what commands print, what sentences give, scores, the picture.

readme.py            rewrite the pages and take the picture
readme.py --pages    rewrite the pages only (no browser needed)

A fenced block with a file name after its language is written to that file. Blocks of the language `console` are run
in order, all blocks of a page in one folder with a copy of examples/, and their output is replaced. Blocks of
`text limit` hold sentences, what a reader takes from them, and, replaced here, what coopgraph takes from them.
"""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import measured
from coopgraph import extract, ingest, resolve
from coopgraph.model import Document, Entity, Fact
from coopgraph.registry import Registry

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/library.md", "docs/limits.md", "docs/rules.md")
COLUMNS = 100
"""Width of the terminal that commands see."""
MOST, HEAD, TAIL = 14, 10, 2
"""An output of more than MOST lines is shown by its first and last lines."""

PROMPT = "$ "
READER, COOPGRAPH = "reader     ", "coopgraph  "
NOTHING = "nothing"

_BLOCK = re.compile(r"^```(?P<lang>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

Understand = Callable[[str], list[str]]


def brought_up_to_date(page: str, folder: Path, understand: Understand) -> str:
    """Return ``page`` with every output replaced by what is printed now; files are made in ``folder``."""
    shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
    page = measured.put(page, measured.scores(ROOT))
    return _BLOCK.sub(lambda block: _renewed(block, folder, understand), page)


def _renewed(block: re.Match[str], folder: Path, understand: Understand) -> str:
    lang, name, body = block.group("lang", "name", "body")
    if name == "limit":
        body = _limit(body, understand)
    elif name:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
    elif lang == "console":
        body = "\n\n".join(_session(body, folder)) + "\n"
    return f"```{lang}{f' {name}' if name else ''}\n{body}```"


def _session(body: str, folder: Path) -> Iterator[str]:
    """Yield each command of a console block with its output of now."""
    for line in body.splitlines():
        if line.startswith(PROMPT):
            yield "\n".join([line, *_shortened(printed(line.removeprefix(PROMPT), folder).splitlines())])


def _shortened(lines: list[str]) -> list[str]:
    lines = [line.rstrip() for line in lines]
    return lines if len(lines) <= MOST else [*lines[:HEAD], "...", *lines[-TAIL:]]


def printed(command: str, folder: Path) -> str:
    """Return what ``command`` prints on a terminal, messages last; exit when it fails."""
    ours, its = pty.openpty()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    env = os.environ | {"PATH": path, "COLUMNS": str(COLUMNS), "TERM": "dumb", "NO_COLOR": "1"}
    with subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=its, stderr=subprocess.PIPE
    ) as process:
        os.close(its)
        output = b"".join(_chunks(ours))
        messages = process.stderr.read() if process.stderr else b""
    os.close(ours)
    text = _ESCAPE.sub("", (output + messages).decode()).replace("\r\n", "\n")
    if process.returncode:
        raise SystemExit(f"$ {command}\n{text}\nreadme: the command failed with status {process.returncode}")
    return text


def _chunks(terminal: int) -> Iterator[bytes]:
    """Yield what is written to a terminal until its last writer is gone, which Linux reports as an error."""
    try:
        while chunk := os.read(terminal, 65536):
            yield chunk
    except OSError:
        return


def _limit(body: str, understand: Understand) -> str:
    """Return the body of a limit with the facts that its sentences give now."""
    text, expected = limit(body)
    found = understand(text) or [NOTHING]
    return "\n".join([text, "", *(READER + each for each in expected), *(COOPGRAPH + each for each in found), ""])


def limit(body: str) -> tuple[str, list[str]]:
    """Return the sentences of a limit and what a reader takes from them."""
    text, _, rest = body.partition("\n\n")
    lines = rest.splitlines()
    return text, [line.removeprefix(READER) for line in lines if line.startswith(READER)]


def limits(page: str) -> Iterator[str]:
    """Yield the bodies of the limits on a page."""
    for block in _BLOCK.finditer(page):
        if block.group("name") == "limit":
            yield block.group("body")


def understanding() -> Understand:
    """Return what tells the facts that a text states, one line each, sorted."""
    registry = Registry.load()
    read = extract.load(registry)

    def understand(text: str) -> list[str]:
        items = ingest.read(["-"], stdin=io.BytesIO(text.encode()))
        knowledge = resolve.resolve([read(item) for item in items if isinstance(item, Document)], registry)
        names = {entity.id: _label(entity) for entity in knowledge.entities}
        return sorted(_line(fact, names) for fact in knowledge.facts)

    return understand


def _label(entity: Entity) -> str:
    """Return the English name, else the first; without the words by which unnamed things are told apart."""
    label = next((name.text for name in entity.labels if name.lang == "en"), entity.labels[0].text)
    return label.partition(" (")[0]


def _line(fact: Fact, names: dict[str, str]) -> str:
    return f"{names[fact.subject]} > {fact.relation} > {names[fact.object]} [{fact.status}]"


def renewed_pages() -> Iterator[tuple[Path, str]]:
    """Yield every page with the text that it should have now."""
    understand = understanding()
    for name in PAGES:
        with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
            page = (ROOT / name).read_text(encoding="utf-8")
            yield ROOT / name, brought_up_to_date(page, Path(folder), understand)


def main(words: list[str]) -> int:
    """Rewrite what is out of date and say so."""
    for file, page in renewed_pages():
        if file.read_text(encoding="utf-8") != page:
            file.write_text(page, encoding="utf-8")
            print(f"{file.relative_to(ROOT)}: rewritten")
    if "--pages" in words:
        return 0
    import picture

    return picture.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
