"""Fields of a JSON object that somebody wrote by hand: read what is right, name the place of what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from coopgraph.errors import InputError

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """One JSON object and its place, such as ``gold/one.json: relations[3]``."""

    place: str
    values: Mapping[str, Any]

    def error(self, what: str) -> InputError:
        """Return the error that says ``what`` is wrong here."""
        return InputError(f"{self.place}: {what}")

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"'{key}' is no text ({'missing' if value is None else json.dumps(value)})")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where there is none."""
        return None if self.values.get(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that must hold at least one."""
        values = self.values.get(key)
        if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
            raise self.error(f"'{key}' is no list of texts (at least one)")
        return tuple(values)

    def flag(self, key: str) -> bool:
        """Return true or false; false where nothing is said."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"'{key}' is {json.dumps(value)} (true or false)")
        return value

    def number(self, key: str) -> float | None:
        """Return a number, or None where there is none."""
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.error(f"'{key}' is {json.dumps(value)} (a number such as 20000000)")
        return None if value is None else float(value)

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Return one of a closed list."""
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            raise self.error(f"'{key}' is '{value}' (one of {', '.join(choices)})") from None

    def records(self, key: str) -> Iterator[Fields]:
        """Yield the objects of a list that must be there."""
        values = self.values.get(key)
        if not isinstance(values, list):
            raise self.error(f"'{key}' is no list ({'missing' if values is None else json.dumps(values)})")
        for at, value in enumerate(values):
            yield record(value, f"{self.place}: {key}[{at}]")


def record(value: object, place: str) -> Fields:
    """Return the fields of a parsed JSON object; raise InputError when it is something else."""
    if not isinstance(value, dict):
        raise InputError(f"{place}: no JSON object ({{...}})")
    return Fields(place=place, values=value)


def parse(text: str, place: str) -> Fields:
    """Return the fields of a JSON object; raise InputError when ``text`` is none."""
    try:
        return record(json.loads(text), place)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}: not JSON: {error}") from error


def read_text(file: Path) -> str:
    """Return the text of a UTF-8 file; raise InputError when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is no UTF-8 text") from error
