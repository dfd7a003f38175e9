"""What the server and its worker processes say to each other: a head in JSON, then bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, fields

SIZES = struct.Struct(">II")
"""The lengths of the head and of the bytes that follow it."""

TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do for one request.

    `do` is a key of the worker's tables, `text` the query, update, question or IRI that it is about.
    `source` and `stamp` say which data to answer from. `rows` and `triples` are the media types in which
    the client takes a table or a graph, "" where it takes none.
    """

    do: str
    text: str = ""
    base: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    rows: str = ""
    triples: str = ""
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    type: str = ""
    source: str = ""
    stamp: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """The status, media type and body to answer with."""

    status: int
    type: str = TEXT
    content: bytes = b""


def sentence(status: int, text: str) -> Reply:
    """An answer in words."""
    return Reply(status, TEXT, f"{text}\n".encode("utf-8", "replace"))


def frame(message: Job | Reply) -> bytes:
    """`message` as it goes through a pipe."""
    values = {field.name: getattr(message, field.name) for field in fields(message)}
    head = json.dumps(values | {"content": ""}).encode()
    return SIZES.pack(len(head), len(message.content)) + head + message.content


def read_job(read: Callable[[int], bytes]) -> Job | None:
    """The next job; None when the server has closed the pipe."""
    sizes = read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    head, content = SIZES.unpack(sizes)
    values = json.loads(read(head))
    for name in ("default", "named"):
        values[name] = tuple(values[name])
    values["words"] = tuple((name, tuple(given)) for name, given in values["words"])
    return Job(**values | {"content": read(content)})


def reply(head: bytes, content: bytes) -> Reply:
    """The reply that came as these two parts of a frame."""
    return Reply(**json.loads(head) | {"content": content})
