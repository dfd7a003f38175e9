"""What a query may not do, and what its author probably meant.

The store answers `SERVICE` by calling other machines, so a query that holds it is refused before the
store sees it. The parser of the store reads without separate tokens (`1.SERVICE<...>` calls out), hence the
keyword is looked for in every run of letters that is no string, IRI, comment, variable or prefixed name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gfmd_graph.errors import Problem
from gfmd_graph.namespaces import PREFIXES

TOKEN = re.compile(
    r"""(?P<blank>\s+|\#[^\n\r]*)
      | (?P<string>'''(?:(?:''?)?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:""?)?(?:[^"\\]|\\.))*\"\"\"
                 | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
      | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:\w(?:[\w.\-]*[\w\-])?)?:
                 (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*)?)
      | (?P<escape>\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})
      | (?P<word>\w+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile("service", re.IGNORECASE)
_HIERARCHY = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_UPDATES = frozenset(["LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "INSERT", "DELETE"])
_PLACE = re.compile(r"error at (\d+):(\d+)")


def refuse_remote(sparql: str) -> None:
    """Raise `Problem` where `sparql` would call another machine, in any way the store might read it."""
    if not _SERVICE.search(sparql) and "\\" not in sparql:
        return
    for kind, text, after in readings(sparql):
        if kind == "escape":
            raise Problem("the query spells a keyword with \\u", "", "write its letters themselves")
        called = kind == "word" or (kind == "name" and _opens_group(sparql, after))
        if called and _SERVICE.search(text if kind == "word" else text.partition(":")[0]):
            raise Problem("SERVICE would call another machine", "", "ask this graph alone")


def readings(sparql: str) -> Iterator[tuple[str, str, int]]:
    """Every token of every way to read `sparql`, with the offset after it.

    `?a <b> ?c` holds an IRI, or two comparisons: both are followed, save where the first is certain.
    Each offset is read once, so that no query takes long.
    """
    waiting, seen = [0], set[int]()
    while waiting:
        at = waiting.pop()
        while at < len(sparql) and at not in seen:
            seen.add(at)
            match = TOKEN.match(sparql, at)
            if match is None:
                break
            if match.lastgroup == "iri" and not _HIERARCHY.match(match.group()):
                waiting.append(at + 1)
            at = match.end()
            yield match.lastgroup or "", match.group(), at


def _opens_group(sparql: str, at: int) -> bool:
    """Is the next thing a brace? `SERVICEex:name {` is a call; `service:name ex:p ?o` is a triple."""
    while match := TOKEN.match(sparql, at):
        if match.lastgroup != "blank":
            return match.group() == "{"
        at = match.end()
    return False


def names(sparql: str) -> list[str]:
    """The full IRIs of all names in `sparql` that use one of our prefixes or stand in angle brackets."""
    found = []
    for match in TOKEN.finditer(sparql):
        if match.lastgroup == "name":
            prefix, _, local = match.group().partition(":")
            if prefix in PREFIXES:
                found.append(PREFIXES[prefix] + local.replace("\\", ""))
        elif match.lastgroup == "iri":
            found.append(match.group()[1:-1])
    return found


def names_its_dataset(sparql: str) -> bool:
    """Does the query hold FROM? Then that is its dataset, not the union of all graphs."""
    return any(word == "FROM" for word, _, _ in words(sparql))


def words(sparql: str) -> Iterator[tuple[str, int, int]]:
    """Each word and closing brace in upper case, where it starts, and how many braces are open there."""
    depth = 0
    for match in TOKEN.finditer(sparql):
        sign = match.group()
        if match.lastgroup == "word":
            yield sign.upper(), match.start(), depth
        elif match.lastgroup == "sign" and sign in "{}":
            depth += 1 if sign == "{" else -1
            yield sign, match.start(), depth


def explain(sparql: str, error: SyntaxError) -> Problem:
    """What is probably wrong with a query that the store could not read."""
    first = next((m.group() for m in TOKEN.finditer(sparql) if m.lastgroup == "word"), "")
    if first.upper() in _UPDATES:
        return Problem(
            f"{first.upper()} would change the graph", "", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    prefix = _unknown_prefix(sparql)
    if prefix is not None:
        return Problem(
            f"the prefix '{prefix}:' is not known",
            "",
            f"put PREFIX {prefix}: <...> before the query, or use one of {', '.join(PREFIXES)}",
        )
    found = _PLACE.search(str(error))
    if not found:
        return Problem(f"the query is not correct SPARQL ({error})", "", "mend it")
    line, column = int(found.group(1)), int(found.group(2))
    lines = re.split("\r\n|\n|\r", sparql)
    text = lines[line - 1] if line <= len(lines) else ""
    near = text[max(0, column - 25) : column + 15].strip()
    return Problem(
        f"the query is not correct SPARQL at line {line}, column {column}, near '{near}'", "", _hint(error)
    )


def _unknown_prefix(sparql: str) -> str | None:
    """The first prefix that neither the query nor we declare."""
    known, previous = set(PREFIXES), ""
    for match in TOKEN.finditer(sparql):
        if match.lastgroup == "name":
            prefix = match.group().partition(":")[0]
            if previous == "PREFIX":
                known.add(prefix)
            elif prefix not in known and prefix != "_":
                return prefix
        if match.lastgroup != "blank":
            previous = match.group().upper()
    return None


def _hint(error: SyntaxError) -> str:
    """What the parser waited for, where that is short enough to help."""
    expected = str(error).partition("expected ")[2]
    return (
        f"expected there: {expected}"
        if 0 < len(expected) <= 60
        else "look for a missing bracket, quote or full stop"
    )
