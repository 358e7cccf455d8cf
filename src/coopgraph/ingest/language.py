"""Tell the language of a line and of a document, among the four that the texts come in."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable

LANGUAGES = ("en", "es", "fr", "pt")
DEFAULT = "en"
LETTERS = 25
"""Shortest line that is classified; in shorter ones ("OIM Global") the classifier guesses."""
CERTAIN = 0.8
"""Confidence from which a line may differ from its document: train's false alarms end at 0.54."""

Identify = Callable[[str], tuple[str, float]]
"""Takes a text, gives its language and how sure that is, 0 to 1."""


@functools.cache
def identifier() -> Identify:
    """Return a classifier that knows ``LANGUAGES`` alone, loaded once: that takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(LANGUAGES))

    def identify(text: str) -> tuple[str, float]:
        lang, sure = model.classify(text.lower())
        return str(lang), float(sure)

    return identify


def letters(text: str) -> int:
    """Return how many letters ``text`` has."""
    return sum(c.isalpha() for c in text)


def main_language(lines: Iterable[str], identify: Identify) -> str:
    """Return the language that most letters of the lines are written in."""
    lines = tuple(lines)
    weights: Counter[str] = Counter()
    for line in lines:
        if letters(line) >= LETTERS:
            weights[identify(line)[0]] += letters(line)
    if weights:
        return max(LANGUAGES, key=lambda lang: weights[lang])
    together = " ".join(lines)
    return identify(together)[0] if letters(together) >= LETTERS else DEFAULT


def line_language(line: str, document: str, identify: Identify) -> str:
    """Return the language of one line; the document's where one cannot tell."""
    if document not in LANGUAGES or letters(line) < LETTERS:
        return document
    lang, sure = identify(line)
    return lang if sure >= CERTAIN else document
