"""Which form of an answer a client takes: `Accept` with its weights (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from functools import lru_cache

ROWS = (
    "application/sparql-results+json",
    "application/json",
    "application/sparql-results+xml",
    "application/xml",
    "text/csv",
    "text/tab-separated-values",
)
"""Forms of a table or of true and false, the one that we like best first."""

TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
"""Forms of a graph."""

_RANGE = re.compile(r"([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)", re.ASCII)
_WEIGHT = re.compile(r"[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)
_MOST = 50


@lru_cache(maxsize=64)
def choose(accept: str, offered: tuple[str, ...]) -> str:
    """The media type of `offered` that `accept` likes best, "" where it takes none of them."""
    ranges = _ranges(accept)
    if not accept.strip():
        return offered[0]
    weighed = [(_weight(type, ranges), -at, type) for at, type in enumerate(offered)]
    best, _, type = max(weighed)
    return type if best > 0 else ""


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    """What is wanted, as (type, subtype, weight); what is not written as it should be is left out."""
    found = []
    for part in accept.split(",")[:_MOST]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        match = _RANGE.fullmatch(name)
        weights = [w for w in map(_WEIGHT.fullmatch, parameters) if w]
        if match:
            weight = float(weights[0][1]) if weights else 1.0
            found.append((match[1].lower(), match[2].lower(), weight))
    return found


def _weight(type: str, ranges: list[tuple[str, str, float]]) -> float:
    """The weight of the range that fits `type` most closely."""
    main, _, sub = type.partition("/")
    fitting = [
        ((have_main != "*") + (have_sub != "*"), weight)
        for have_main, have_sub, weight in ranges
        if have_main in (main, "*") and have_sub in (sub, "*")
    ]
    return max(fitting)[1] if fitting else 0.0


def content_type(type: str) -> str:
    """`type` with its encoding where it is text."""
    return f"{type}; charset=utf-8" if type.startswith("text/") else type
