"""An answer as two sides: for each name what speaks for it, and beside it what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.cells import Row, Shown, shown
from gfmd_graph.publish.contents import Statement, Words, tidy
from gfmd_graph.publish.entries import Entry, entry
from gfmd_graph.publish.site import Site


@dataclass(frozen=True, slots=True)
class Both:
    """`against` may be empty: the page then says that no report has anything against it."""

    head: Shown
    good: tuple[Entry, ...]
    against: tuple[Entry, ...]


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """Those with counter-evidence first, then by how much speaks for them."""
    group = answered.question.part("group")
    good, against = _sides(site, answered.rows, group), _sides(site, answered.opened, group)
    names = sorted(good, key=lambda name: (name not in against, -len(good[name]), name))
    return {
        "both": [Both(shown(site, {group: name}, group), good[name], against.get(name, ())) for name in names]
    }


def _sides(site: Site, rows: tuple[Row, ...], group: str) -> dict[str, tuple[Entry, ...]]:
    found: defaultdict[str, defaultdict[Statement, dict[Words, None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for row in rows:
        statement = site.statements.get(str(row.get("statement")))
        if statement:
            words = found[str(row[group])][statement]
            if row.get("evidence"):
                sure = row.get("confidence")
                number = float(sure) if isinstance(sure, (int, float)) else None
                words.setdefault(Words(tidy(row["evidence"]), statement, tidy(row.get("basis")), number))
    return {
        name: tuple(entry(site, statement, "", tuple(words)) for statement, words in each.items())
        for name, each in found.items()
    }
