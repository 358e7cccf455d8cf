"""Answers as servers give them, and what goes into them."""

from __future__ import annotations

import json
from typing import Any

FUNDED = "Denmark keeps the Safe Wells Project afloat with EUR 2 million from 2023 to 2025."
TEXT = f"{FUNDED}\nIs Norway paying for the Clean Rivers Programme?\nBrel Tanvik, envoy of Denmark, smiled.\n"


def end(name: str, kind: str) -> dict[str, str]:
    """Return one end of a claim."""
    return {"name": name, "kind": kind}


def proposal(**changed: Any) -> dict[str, Any]:
    """Return a claim that ``TEXT`` bears out, with some fields ``changed``; ``since`` stands for "from"."""
    good = {
        "relation": "funds",
        "subject": end("Denmark", "Government"),
        "object": end("Safe Wells Project", "Programme"),
        "quotation": FUNDED,
        "status": "ongoing",
        "sum": "EUR 2 million",
        "role": "",
        "from": changed.pop("since", ""),
        "until": "",
    }
    return good | changed


def claims(*proposals: dict[str, Any]) -> str:
    """Return an answer with ``proposals``."""
    return json.dumps({"claims": list(proposals)}, ensure_ascii=False)


def completion(content: Any, finish: str = "stop", usage: Any = (100, 20)) -> dict[str, Any]:
    """Return the body of a response whose message is ``content``; ``usage`` are tokens in and out."""
    told = {"prompt_tokens": usage[0], "completion_tokens": usage[1]} if isinstance(usage, tuple) else usage
    message = {"role": "assistant", "content": content}
    return {
        "id": "1",
        "object": "chat.completion",
        "model": "tiny",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": told,
    }
