"""Ask a language model what a document states, and take what the text bears out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from coopgraph import resources
from coopgraph.extract.assisted import cache, grounding, lines, proposals
from coopgraph.extract.assisted.ends import Setting
from coopgraph.extract.assisted.lines import Lines
from coopgraph.extract.assisted.proposals import MalformedError, Proposal
from coopgraph.extract.assisted.server import MOST_OUT, Message, NoAnswerError, Server
from coopgraph.extract.assisted.settings import Settings
from coopgraph.extract.claims import Stated
from coopgraph.extract.mentions import Finders
from coopgraph.extract.reading import Draft

FOLDER = "llm"
_SHOWN = 4_000
"""Characters of a malformed answer that the model is shown again."""
_MOST_KEPT = 4 * proposals.LONGEST_ANSWER + 1_000
"""Bytes of a kept answer, none of whose characters takes more than four."""

Assist = Callable[[Draft, Sequence[Stated]], list[Stated]]
"""Return what a document states by the rules and the model, and what is stated beside that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What the language model is told."""

    version: int
    system: str
    user: str
    repair: str
    schema: dict[str, Any]

    @classmethod
    def load(cls) -> Prompt:
        """Return the packaged prompt."""
        schema = json.loads(resources.data(FOLDER, "schema.json").read_text(encoding="utf-8"))
        return cls(schema=schema, **resources.read_toml(resources.data(FOLDER, "prompt.toml")))

    def asking(self, piece: str) -> list[Message]:
        """Return the messages that ask about a piece of a document."""
        return [_message("system", self.system), _message("user", self.user.replace("{text}", piece))]

    def repairing(self, answer: str, fault: str) -> list[Message]:
        """Return the messages that ask for a malformed answer once more."""
        return [_message("assistant", answer[:_SHOWN]), _message("user", self.repair.replace("{fault}", fault))]


def load(settings: Settings, finders: Finders) -> Assist:
    """Return what asks the language model of ``settings``; raise ExtractorError when that cannot be."""
    prompt = Prompt.load()
    asker = Asker(settings=settings, prompt=prompt, server=Server(settings, prompt.schema), orders=lines.orders())

    def assist(drafted: Draft, told: Sequence[Stated]) -> list[Stated]:
        own = Lines.of(drafted.document)
        proposed = asker.proposals(own, drafted.document.source)
        got = grounding.ground(proposed, Setting(lines=own, drafted=drafted, finders=finders), told)
        settings.ledger.taken += len(got.stated)
        settings.ledger.refused.update(reason.value for reason in got.refused)
        return [*told, *got.stated]

    return assist


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks one language model, and keeps its answers."""

    settings: Settings
    prompt: Prompt
    server: Server
    orders: tuple[re.Pattern[str], ...]

    def proposals(self, own: Lines, source: str) -> tuple[Proposal, ...]:
        """Return what the model proposes of a document; nothing, and a line told, when it answers a part of it not."""
        try:
            if own.give_orders(self.orders):
                raise NoAnswerError("not asked: a line in it gives orders to language models")
            return tuple(proposal for piece in own.pieces() for proposal in self._about(piece))
        except NoAnswerError as error:
            self.settings.ledger.unanswered += 1
            self.settings.tell(f"{source or 'a document'}: read without the language model: {error}")
            return ()

    def _about(self, piece: str) -> tuple[Proposal, ...]:
        messages = self.prompt.asking(piece)
        name = self._name(messages)
        kept = cache.read(self.settings.llm_cache, name, _MOST_KEPT)
        if kept is not None:
            try:
                found = proposals.parse(kept)
            except MalformedError:
                pass  # somebody changed it: ask again
            else:
                self.settings.ledger.cached += 1
                return found
        answer, found = self._answer(messages)
        cache.write(self.settings.llm_cache, name, answer, self.settings.llm_model)
        return found

    def _name(self, messages: Sequence[Message]) -> str:
        return cache.key(
            {
                "version": self.prompt.version,
                "model": self.settings.llm_model,
                "messages": messages,
                "schema": self.prompt.schema,
                "most": MOST_OUT,
            }
        )

    def _answer(self, messages: Sequence[Message]) -> tuple[str, tuple[Proposal, ...]]:
        """Return a well-formed answer with its proposals, asked for again once when the first is not."""
        answer = self._complete(messages)
        try:
            return answer, proposals.parse(answer)
        except MalformedError as error:
            answer = self._complete([*messages, *self.prompt.repairing(answer, str(error))])
        try:
            return answer, proposals.parse(answer)
        except MalformedError as error:
            raise NoAnswerError(f"its answer is malformed, asked twice: {error}") from error

    def _complete(self, messages: Sequence[Message]) -> str:
        reply = self.server.complete(messages)
        if reply.cut:
            raise NoAnswerError(f"its answer is cut off at {MOST_OUT} tokens")
        return reply.text


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}
