"""Why a proposal of a language model is not taken."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """A reason, in the words of the report."""

    QUOTATION = "quotation not in the text"
    LENGTH = "quotation too long"
    QUESTION = "quotation is a question"
    NAME = "name not in the text"
    PART = "only part of a longer name"
    UNNAMED = "no name"
    PERSON = "person without a stated office"
    KINDS = "kinds do not fit the relation"
    SAME = "both ends are one thing"
    ELSEWHERE = "quotation does not speak of both ends"
    KNOWN = "already stated"
