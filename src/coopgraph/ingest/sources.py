"""Find the files that paths, folders and patterns name, in an order that does not depend on theirs."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coopgraph.errors import InputError

STANDARD_INPUT = "-"
BUILT = "graph.nq"
"""A folder with this file is the result of a build: its texts and its page are no sources."""
_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file to read."""

    path: Path
    named: bool
    """True when the user gave this very file: then it must be readable."""


def find(sources: Sequence[str]) -> tuple[Found, ...]:
    """Return every file that ``sources`` mean, each once, sorted by path; raise InputError for none."""
    found: dict[str, Found] = {}
    for source in sources:
        if source == STANDARD_INPUT:
            continue
        for file in _files_or_error(source):
            key = os.path.abspath(file.path)  # noqa: PTH100 - resolve() would follow links
            if file.named or key not in found:
                found[key] = file
    return tuple(sorted(found.values(), key=lambda file: file.path.as_posix()))


def _files_or_error(source: str) -> list[Found]:
    try:
        return _files(source)
    except OSError as error:
        raise InputError(f"{source}: cannot be read: {error.strerror}") from error


def _files(source: str) -> list[Found]:
    path = Path(source)
    if path.is_dir():
        files = [Found(path=file, named=False) for file in _walk(path)]
        if not files:
            raise InputError(f"{source}: no file in the folder (hidden ones and linked folders do not count)")
        return files
    if path.exists() or path.is_symlink():
        return [Found(path=path, named=True)]
    if source.startswith(("http://", "https://")):
        raise InputError(f"{source}: nothing is fetched (save the page and give its file)")
    if not _MAGIC.intersection(source):
        raise InputError(f"{source}: no such file or folder")
    files = [Found(path=file, named=False) for file in _glob(path)]
    if not files:
        raise InputError(f"{source}: no file matches (** stands for any folders)")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder``, but no hidden ones, linked folders (loops), results of a build."""
    for where, folders, names in os.walk(folder, onerror=_raise):
        if BUILT in names:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            # A pipe or a device would block; a broken link is kept, to be reported.
            if not name.startswith(".") and (path.is_file() or not path.exists()):
                yield path


def _raise(error: OSError) -> None:
    raise error


def _glob(pattern: Path) -> Iterator[Path]:
    """Yield the files that match, or that lie in a folder that matches, as a shell's expansion would give."""
    parts = pattern.parts
    fixed = next(i for i, part in enumerate(parts) if _MAGIC.intersection(part))
    base, rest = Path(*parts[:fixed]), parts[fixed:]
    for path in _walk(base):
        inner = path.relative_to(base).parts
        if any(_matches(inner[:depth], rest) for depth in range(1, len(inner) + 1)):
            yield path


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[skip:], pattern[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])
