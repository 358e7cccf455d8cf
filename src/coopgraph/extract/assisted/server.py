"""Ask a server that speaks the protocol of OpenAI. It is not trusted: what it sends is bounded in size and time."""

from __future__ import annotations

import importlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from coopgraph.errors import ExtractorError
from coopgraph.extract.assisted.cost import Usage
from coopgraph.extract.assisted.settings import Settings

MOST_OUT = 4_096
"""Tokens of an answer: some forty claims."""
_MOST_BYTES = 2_000_000
"""Bytes of a response; an answer of the longest kind takes a tenth."""
_SHOWN = 160
"""Characters that a message repeats of what a server says."""
_NO_KEY = "none"
"""Sent where no key is set: servers on one's own machine ask for none."""

Message = Mapping[str, str]


class NoAnswerError(Exception):
    """Why the language model gave no answer to one document."""


class BoundError(Exception):
    """A response that breaks its bounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back; ``cut`` tells that the model was stopped before it was done."""

    text: str
    cut: bool
    usage: Usage | None


class Server:
    """A server; remembers which of the ways to ask for JSON it takes."""

    def __init__(self, settings: Settings, schema: Mapping[str, Any]) -> None:
        try:
            import openai
        except ImportError as error:
            raise ExtractorError("openai: not installed (pip install 'coopgraph[llm]')") from error
        _check(settings)
        self.errors: Any = openai
        self.http = _http(openai)
        self.settings = settings
        self.forms: Sequence[Mapping[str, Any]] = (
            _with_schema(schema),
            {"response_format": {"type": "json_object"}},
            {},
        )
        client = openai.OpenAI(
            base_url=settings.llm_url,
            api_key=os.environ.get("OPENAI_API_KEY") or _NO_KEY,
            timeout=settings.patience,
            max_retries=settings.retries,
            default_headers={"Accept-Encoding": "identity"},
            http_client=openai.DefaultHttpxClient(
                follow_redirects=False, event_hooks={"response": [_bound(self.http, settings.patience)]}
            ),
        )
        self.create: Callable[..., Any] = client.chat.completions.with_raw_response.create

    def complete(self, messages: Sequence[Message]) -> Reply:
        """Return the model's reply to ``messages``; raise NoAnswerError when there is none.

        A server that refuses the schema is asked for any JSON, then for text.
        """
        refused = ""
        for at, form in enumerate(self.forms):
            try:
                reply = self._ask(messages, form)
            except (self.errors.BadRequestError, self.errors.UnprocessableEntityError) as error:
                refused = _said(error)
                continue
            self.forms = self.forms[at:]
            return reply
        raise NoAnswerError(f"the server refuses the request: {refused}")

    def _ask(self, messages: Sequence[Message], form: Mapping[str, Any]) -> Reply:
        ledger, most = self.settings.ledger, _most(messages, self.forms[0])
        if not ledger.allows(most):
            raise NoAnswerError("not asked: the call might pass --max-cost")
        reply = _reply(self._sent(messages, form))
        ledger.enter(reply.usage, most)
        return reply

    def _sent(self, messages: Sequence[Message], form: Mapping[str, Any]) -> bytes:
        openai = self.errors
        try:
            response = self.create(
                model=self.settings.llm_model, messages=messages, temperature=0, max_tokens=MOST_OUT, **form
            )
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            raise
        except (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError) as error:
            raise ExtractorError(
                f"--llm-url: the server refuses: {_said(error)} (see --llm-url, --llm-model and OPENAI_API_KEY)"
            ) from error
        except openai.APIStatusError as error:
            raise NoAnswerError(f"the server fails: {_said(error)}") from error
        except openai.APITimeoutError as error:
            raise NoAnswerError("the server takes too long") from error
        except BoundError as error:
            raise NoAnswerError(str(error)) from error
        except openai.APIConnectionError as error:
            if isinstance(error.__cause__, BoundError):  # earlier SDKs wrap whatever breaks a response
                raise NoAnswerError(str(error.__cause__)) from error
            if isinstance(error.__cause__, self.http.ConnectError):
                raise ExtractorError("--llm-url: no server answers there (start it, or give another)") from error
            raise NoAnswerError("the connection broke") from error
        return bytes(response.content)


def _check(settings: Settings) -> None:
    """Raise ExtractorError when it is not said whom to ask."""
    try:
        url = urlsplit(settings.llm_url)
    except ValueError:
        url = urlsplit("")
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise ExtractorError(
            "--llm-url: no address of a server (give one as http://localhost:8000/v1, or set COOPGRAPH_LLM_URL)"
        )
    if not settings.llm_model:
        raise ExtractorError("--llm-model: no model named (give one, or set COOPGRAPH_LLM_MODEL)")


def _http(openai: Any) -> Any:
    """Return the HTTP library below the SDK: httpx, or httpx2 in later ones."""
    (module,) = {base.__module__.partition(".")[0] for base in openai.DefaultHttpxClient.__mro__} - {
        "builtins",
        "openai",
    }
    return importlib.import_module(module)


def _bound(http: Any, patience: float) -> Callable[[Any], None]:
    """Return what puts bounds to the body of a response before it is read."""

    class Bounded(http.SyncByteStream):  # type: ignore[misc]
        """A body that may not grow too large nor take too long, sent drop by drop."""

        def __init__(self, stream: Any) -> None:
            self.stream = stream

        def __iter__(self) -> Iterator[bytes]:
            until, size = time.monotonic() + patience, 0
            for chunk in self.stream:
                size += len(chunk)
                if size > _MOST_BYTES:
                    raise BoundError(f"the response is longer than {_MOST_BYTES} bytes")
                if time.monotonic() > until:
                    raise BoundError("the response takes too long")
                yield chunk

        def close(self) -> None:
            self.stream.close()

    def bind(response: Any) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise BoundError("the response is compressed, which was not asked for")
        response.stream = Bounded(response.stream)

    return bind


def _with_schema(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    named = {"name": "claims", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _most(messages: Sequence[Message], form: Mapping[str, Any]) -> Usage:
    """Return the most tokens that a call may take: no tokeniser makes more than one of a byte."""
    sent = json.dumps([*messages, form], ensure_ascii=False)
    return Usage(tokens_in=len(sent.encode()), tokens_out=MOST_OUT)


def _said(error: Any) -> str:
    """Return the status of a refusal and the words that came with it, on one line and fit to be shown."""
    body = error.body if isinstance(error.body, dict) else {}
    words = body.get("message") or body.get("error") or ""
    shown = "".join(c if c.isprintable() else " " for c in str(words)[:_SHOWN])
    return f"HTTP {error.status_code}" + (f", {' '.join(shown.split())}" if shown.strip() else "")


def _reply(content: bytes) -> Reply:
    """Return the reply that the body of a response holds; raise NoAnswerError when it holds none."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("the response is no JSON (is that the address of the API?)") from error
    choice = _at(_at(read, "choices"), 0)
    message = _at(choice, "message")
    if not isinstance(message, dict):
        raise NoAnswerError("the response holds no message (is that the address of the API?)")
    text = message.get("content")
    clean = text.encode(errors="replace").decode() if isinstance(text, str) else ""
    return Reply(text=clean, cut=_at(choice, "finish_reason") == "length", usage=_usage(_at(read, "usage")))


def _at(value: Any, key: str | int) -> Any:
    """Return what ``value`` has at ``key``; None when it has not, or is no such thing."""
    if isinstance(key, int):
        return value[key] if isinstance(value, list) and len(value) > key else None
    return value.get(key) if isinstance(value, dict) else None


def _usage(read: Any) -> Usage | None:
    """Return the tokens that the server tells; None when it tells none that can be."""
    tokens = [_at(read, name) for name in ("prompt_tokens", "completion_tokens")]
    if all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in tokens):
        return Usage(tokens_in=tokens[0], tokens_out=tokens[1])
    return None
