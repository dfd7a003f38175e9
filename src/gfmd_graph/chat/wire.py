"""A language model at an address that a user named: one question, one answer, by OpenAI's chat completions.

Ollama, llama.cpp, vLLM, LM Studio and the vendors speak it. Whatever comes back is material, never trusted.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.prompts import Prompt
from gfmd_graph.web import Credentials, Mends, NoAnswer, Reply, Web

KEY = "GFMD_GRAPH_MODEL_KEY"
"""The environment variable with the key. No vendor's own: it would go to whatever address is named."""

MOST = 2**20
"""Bytes of an answer that are read: a list of numbers with a few words each has some hundred."""
_MOST_WORDS = 2048
"""Tokens that a model may take: enough to think aloud first, and an end where it repeats itself."""
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_WAITS = (1.0, 4.0)
"""Seconds before a busy server is asked again."""
_LONGEST_WAIT = 30.0
_LONGEST = 1000
"""Characters of a quote: who copies more points at nothing."""
_MOST_OBJECTIVES = 6
"""Who finds more objectives in one statement than this finds them everywhere."""
_MENDS = Mends(
    address='write it like "http://localhost:11434/v1"; a key goes into ' + KEY,
    entry=f"put the key into {KEY}",
    other_entry=f"check the key in {KEY}",
    late="give it more time with --model-timeout; what it has answered is kept",
)
_SCHEMA = {
    "type": "object",
    "properties": {
        "objectives": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "number": {"type": "integer", "enum": list(range(1, 24))},
                    "quote": {"type": "string"},
                },
                "required": ["number", "quote"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["objectives"],
    "additionalProperties": False,
}


class Claim(NamedTuple):
    """What a model says of a statement: an objective, and the words that speak of it."""

    number: int
    quote: str


Answer = tuple[Claim, ...] | None
"""None for an answer that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a model is and what it is called there."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0


def server(address: Address) -> Web:
    """The server of a model, by the address of its API or of its chat completions. Raises `Problem`."""
    base, *more = re.split(r"[?#]", address.url)
    url = base.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"
    found = Web(url, Credentials(token=address.key), address.seconds, _MENDS, MOST)
    if more:
        raise Problem("the address of a model goes on after its path", base, _MENDS.address)
    return found


class Chat:
    """A model that can be asked. `pause` waits so many seconds."""

    def __init__(self, address: Address, prompt: Prompt, pause: Callable[[float], None] = time.sleep) -> None:
        if not address.name.strip() or not address.name.isprintable() or len(address.name) > 200:
            raise Problem("the name of the model is empty or odd", "--model", "name it as its server does")
        self._web = server(address)
        self._address = address
        self._prompt = prompt
        self._pause = pause
        self._answered = False

    def question(self, words: str) -> bytes:
        """What is sent for a statement, and nothing else is: the same bytes for the same words."""
        asked = {
            "model": self._address.name,
            "messages": [
                {"role": "system", "content": self._prompt.system},
                {"role": "user", "content": self._prompt.shown(words)},
            ],
            "temperature": 0,
            "seed": 0,
            "stream": False,
            "max_tokens": _MOST_WORDS,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "objectives", "strict": True, "schema": _SCHEMA},
            },
        }
        return json.dumps(asked, sort_keys=True).encode()

    def ask(self, question: bytes) -> Answer:
        """The answer to a question. Raises `Problem` where the server gives none."""
        reply = self._reply(question)
        if reply.status != 200:
            mend = "check --model and that the server knows response_format json_schema"
            raise self._problem(f"the server refused the question (status {reply.status}{reply.said})", mend)
        self._answered = True
        return answer_in(self._content(reply))

    def _reply(self, question: bytes) -> Reply:
        for wait in _WAITS:
            try:
                reply = self._once(question)
            except NoAnswer:
                if not self._answered:
                    raise
                self._pause(wait)
                continue
            if reply.status not in _BUSY:
                return reply
            self._pause(_asked_for(reply) or wait)
        return self._once(question)

    def _once(self, question: bytes) -> Reply:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return self._web.send("POST", content=question, headers=headers)

    def _content(self, reply: Reply) -> str:
        try:
            content = json.loads(reply.content)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            mend = "is this the address of its API? It often ends in /v1"
            raise self._problem("the server's answer is no chat completion", mend) from error
        return content if isinstance(content, str) else ""

    def _problem(self, what: str, mend: str) -> Problem:
        """A server may repeat the key in what it says; we do not."""
        key = self._address.key
        return Problem(what.replace(key, "…") if key else what, self._web.url, mend)


def _asked_for(reply: Reply) -> float:
    """The seconds for which a server asks, within reason."""
    told = reply.headers.get("retry-after", "")
    return min(float(told), _LONGEST_WAIT) if told.isdecimal() and told.isascii() else 0.0


def answer_in(content: str) -> Answer:
    """The claims in what a model wrote; None where it is anything else than a list of them."""
    try:
        return claims(json.loads(_bare(content))["objectives"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _bare(content: str) -> str:
    """Without the thoughts and the fence that some models put around what they were asked for."""
    text = content.strip()
    if text.startswith("<think>"):
        text = text.partition("</think>")[2].strip()
    if text.startswith("```"):
        text = text.removeprefix("```").removeprefix("json").removesuffix("```")
    return text


def claims(rows: Any) -> Answer:
    """Rows of JSON as claims, in their order and each once; None where one is anything else."""
    if not isinstance(rows, list):
        return None
    found: dict[Claim, None] = {}
    for row in rows:
        if not isinstance(row, dict) or type(row.get("number")) is not int:
            return None
        if not isinstance(row.get("quote"), str) or len(row["quote"]) > _LONGEST:
            return None
        found[Claim(row["number"], row["quote"])] = None
    return tuple(found) if len({claim.number for claim in found}) <= _MOST_OBJECTIVES else None
