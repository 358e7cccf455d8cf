"""A server on this machine that gives recorded answers, one after another."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response; ``body`` is bytes, or what JSON is made of."""

    body: Any
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    wait: float = 0.0
    drip: float = 0.0
    """Seconds between any two bytes."""
    lost: int = 0
    """Bytes that are announced and never sent."""


@dataclass(slots=True)
class Loopback:
    """What is answered next, and what was asked; the last answer is given again and again."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def running() -> Iterator[Loopback]:
    """Run a server for as long as the block lasts."""
    told = Loopback()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            told.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            told.keys.append(self.headers["Authorization"])
            answer = told.next()
            time.sleep(answer.wait)
            body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            try:
                self.send_response(answer.status)
                for name, value in (*answer.headers, ("Content-Length", str(len(body) + answer.lost))):
                    self.send_header(name, value)
                self.end_headers()
                for piece in (body[i : i + 1] for i in range(len(body))) if answer.drip else (body,):
                    self.wfile.write(piece)
                    time.sleep(answer.drip)
                self.close_connection = bool(answer.lost)
            except ConnectionError:  # whoever asked has had enough
                self.close_connection = True

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
