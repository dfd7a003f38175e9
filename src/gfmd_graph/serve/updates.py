"""What an update or query says outside its strings and names, and the dataset that a request gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gfmd_graph.errors import Problem
from gfmd_graph.graph.guard import TOKEN, readings, words

_LOAD = re.compile("load", re.IGNORECASE)


def refuse_load(update: str) -> None:
    """Raise `Problem` where `update` would read a file or another machine, in any way it may be read."""
    if "\\u" in update.lower() and any(kind == "escape" for kind, _, _ in readings(update)):
        raise Problem("the update spells a keyword with \\u", "", "write its letters themselves")
    if _LOAD.search(update) and any(k == "word" and _LOAD.search(t) for k, t, _ in readings(update)):
        raise Problem("LOAD would read from elsewhere", "", "send the data itself")


def with_dataset(update: str, default: Iterable[str], named: Iterable[str]) -> str:
    """`update` with the graphs of `using-graph-uri` and `using-named-graph-uri` in each of its operations.

    Raises `Problem` where it has USING or WITH of its own (SPARQL 1.1 Protocol, section 2.2.3).
    """
    using = "".join(f"USING <{iri}> " for iri in default) + "".join(f"USING NAMED <{iri}> " for iri in named)
    if not using:
        return update
    result, done, previous = [], 0, ""
    for word, start, depth in words(update):
        if depth == 0 and word in ("USING", "WITH"):
            raise Problem(f"the update has {word} and the request names graphs too", "", "use one of them")
        if depth == 0 and word == "WHERE":
            pattern = _group(update, start + len(word)) if previous == "DELETE" else ""
            result += [update[done:start], f"{pattern} {using}"]
            done = start
        previous = word
    return "".join([*result, update[done:]])


def _group(sparql: str, at: int) -> str:
    """The next `{...}` at or after `at`: what `DELETE WHERE {...}` both matches and deletes."""
    start, open = -1, 0
    for match in TOKEN.finditer(sparql, at):
        if match.lastgroup == "sign" and match.group() in "{}":
            start = match.start() if start < 0 else start
            open += 1 if match.group() == "{" else -1
            if open <= 0:
                return sparql[start : match.end()]
    return ""
