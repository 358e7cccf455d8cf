"""Count what the language model is asked, what that costs, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call."""

    tokens_in: int
    tokens_out: int


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The account of a run; grows with every call. Prices are for a million tokens, in any one currency."""

    price_in: float = 0.0
    price_out: float = 0.0
    max_cost: float | None = None
    calls: int = 0
    cached: int = 0
    estimated: int = 0
    """Calls whose server did not tell the tokens, which count as the most they may have been."""
    tokens_in: int = 0
    tokens_out: int = 0
    unanswered: int = 0
    """Documents without an answer."""
    taken: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """How many proposals were refused, by the reason."""

    @property
    def cost(self) -> float:
        """What all calls cost together."""
        return self._price(Usage(tokens_in=self.tokens_in, tokens_out=self.tokens_out))

    def allows(self, most: Usage) -> bool:
        """Tell whether a call of ``most`` tokens keeps below the limit."""
        return self.max_cost is None or self.cost + self._price(most) <= self.max_cost

    def enter(self, usage: Usage | None, most: Usage) -> None:
        """Enter a call that took ``usage``, or when the server did not say, at most ``most``."""
        known = usage or most
        self.calls += 1
        self.estimated += usage is None
        self.tokens_in += known.tokens_in
        self.tokens_out += known.tokens_out

    def lines(self) -> Iterator[str]:
        """Yield the lines of the report; none when nothing was asked."""
        if not (self.calls or self.cached or self.unanswered):
            return
        guess = f" ({self.estimated} estimated)" if self.estimated else ""
        price = f", cost {self.cost:.4f}" if self.price_in or self.price_out else ""
        yield (
            f"llm: calls {self.calls}{guess}, from the cache {self.cached}, tokens in {self.tokens_in}, "
            f"out {self.tokens_out}{price}; documents without an answer {self.unanswered}"
        )
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(self.refused.items()))
        yield f"llm: claims taken {self.taken}, refused {self.refused.total()}" + (f" ({reasons})" if reasons else "")

    def _price(self, usage: Usage) -> float:
        return (usage.tokens_in * self.price_in + usage.tokens_out * self.price_out) / _MILLION
