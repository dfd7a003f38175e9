"""A language model for tests: a server on this machine that answers as it is told, well, badly or never."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """One answer over HTTP."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pieces: Callable[[Any], None] | None = None
    """Writes the answer itself, where it is to come in an odd way"""


Plays = Callable[[str], Said]
"""What is answered to the words of a statement."""


@dataclass(slots=True)
class Playing:
    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        """The words of every statement that was shown, in that order."""
        return [statement_in(request) for request in self.requests]


def statement_in(request: dict[str, Any]) -> str:
    words = str(request["messages"][1]["content"])
    return words.removeprefix("<statement>\n").removesuffix("\n</statement>")


def completion(content: object) -> Said:
    """What a server of chat completions says; `content` is what the model wrote, as text or as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text}
    return Said(json.dumps({"choices": [{"index": 0, "message": message}]}).encode())


def claims(*pairs: tuple[object, object]) -> Said:
    """A good answer: numbers and quotes."""
    return completion({"objectives": [{"number": number, "quote": quote} for number, quote in pairs]})


@contextlib.contextmanager
def playing(plays: Plays) -> Iterator[Playing]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            model.requests.append(request)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            model.paths.append(self.path)
            said = plays(statement_in(request))
            with contextlib.suppress(OSError):  # a client may have gone away, as it should
                self._say(said)

        def _say(self, said: Said) -> None:
            if said.pieces:
                said.pieces(self.wfile)
                return
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model = Playing(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
