"""The options of how documents are read, those of the optional extractors, and the report of what these cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from coopgraph.cli.console import tell
from coopgraph.extract import Settings
from coopgraph.extract.assisted.cost import Ledger

_FOLDER = click.Path(file_okay=False, path_type=Path)
_PRICE = click.FloatRange(min=0)


def assistance_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of how documents are read, which ``command`` gets as ``settings``; report costs when it ends."""

    @wraps(command)
    def with_settings(
        *arguments: Any,
        precision: float | None,
        llm_url: str,
        llm_model: str,
        llm_cache: Path | None,
        llm_price_in: float | None,
        llm_price_out: float | None,
        max_cost: float | None,
        gliner: Path | None,
        **options: Any,
    ) -> Any:
        if max_cost is not None and (llm_price_in is None or llm_price_out is None):
            raise click.UsageError("--max-cost goes with --llm-price-in and --llm-price-out")
        ledger = Ledger(price_in=llm_price_in or 0.0, price_out=llm_price_out or 0.0, max_cost=max_cost)
        settings = Settings(
            precision=precision,
            llm_url=llm_url,
            llm_model=llm_model,
            llm_cache=llm_cache,
            gliner=gliner,
            ledger=ledger,
            tell=tell,
        )
        try:
            return command(*arguments, settings=settings, **options)
        finally:
            for line in ledger.lines():
                tell(line)

    for option in reversed(_options()):
        with_settings = option(with_settings)
    return with_settings


def _options() -> tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...]:
    return (
        click.option(
            "--precision",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            help="Of the model: ask for fewer relations that are more often right, such as 0.7 or 0.8.",
        ),
        click.option(
            "--llm-url",
            default="",
            envvar="COOPGRAPH_LLM_URL",
            metavar="URL",
            help="For llm: the server that texts are sent to, such as http://localhost:8000/v1.",
        ),
        click.option(
            "--llm-model",
            default="",
            envvar="COOPGRAPH_LLM_MODEL",
            metavar="NAME",
            help="For llm: the model to ask there. OPENAI_API_KEY is sent as key if it is set.",
        ),
        click.option(
            "--llm-cache", type=_FOLDER, metavar="FOLDER", help="For llm: keep answers here and use them again."
        ),
        click.option("--llm-price-in", type=_PRICE, metavar="PRICE", help="Price of a million tokens sent."),
        click.option("--llm-price-out", type=_PRICE, metavar="PRICE", help="Price of a million tokens answered."),
        click.option(
            "--max-cost", type=_PRICE, metavar="COST", help="Send nothing that might make all cost more than this."
        ),
        click.option("--gliner", type=_FOLDER, metavar="FOLDER", help="For gliner: the folder with its model."),
    )
