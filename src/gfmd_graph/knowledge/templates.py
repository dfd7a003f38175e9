"""`ontology/templates/*.toml` as Python: which words of a form open which kind of answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from gfmd_graph.errors import Problem
from gfmd_graph.knowledge.languages import read_toml
from gfmd_graph.resources import ontology_files
from gfmd_graph.words import key

Role = Literal["question", "section", "field", "furniture"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One fixed text of a form. `key` is its text as it is compared."""

    role: Role
    text: str
    key: str
    id: str = ""
    code: str = ""
    name: str = ""
    session: str = ""
    kind: str | None = None
    assessment: str | None = None
    status: str | None = None
    horizon: str | None = None
    year: int | None = None
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One edition of a form in one language. `entries` stand in the order of the form."""

    code: str
    language: str
    year: int
    meeting: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def questions(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.role == "question")


@lru_cache
def load_templates(ontology: Path) -> tuple[Template, ...]:
    """Every template of the ontology, sorted by file name. Raises `Problem` that names file and fault."""
    return tuple(_template(path) for path in ontology_files(ontology, "templates", ".toml"))


def _template(path: Path) -> Template:
    data = read_toml(path)
    try:
        furniture = tuple(Entry("furniture", text, key(text)) for text in data.get("furniture", ()))
        entries = _in_order(path, data)
        return Template(
            code=data["code"],
            language=data["language"],
            year=data["year"],
            meeting=data["meeting"],
            title=data["title"],
            entries=entries + furniture,
        )
    except (KeyError, TypeError) as error:
        raise Problem(
            f"lacks or misnames {error}", str(path), "compare it with the other templates"
        ) from error


def _in_order(path: Path, data: dict[str, Any]) -> tuple[Entry, ...]:
    """Fields, sections and questions. TOML groups tables by name; their place in the file is their order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    order = [line.strip("[] ") for line in lines if line.startswith("[[")]
    rest = {role: list(data.get(role, ())) for role in ("field", "section", "question")}
    return _with_sessions([entry for role in order for entry in _shorter(_entry(role, rest[role].pop(0)))])


def _shorter(entry: Entry) -> Iterator[Entry]:
    """An entry, and what stands before its " // " as well: not everybody copies a subtitle."""
    yield entry
    title, subtitle, _ = entry.text.partition(" // ")
    if subtitle and entry.role == "section":
        yield replace(entry, text=title, key=key(title))


def _with_sessions(entries: list[Entry]) -> tuple[Entry, ...]:
    """Each question belongs to the session of the section above it: the order of the day."""
    session = ""
    placed = []
    for entry in entries:
        session = entry.session or session
        placed.append(replace(entry, session=session) if entry.role == "question" else entry)
    return tuple(placed)


def _entry(role: str, table: dict[str, Any]) -> Entry:
    values = dict(table)
    values["levels"] = tuple(values.get("levels", ()))
    values.setdefault("id", values.get("code", ""))
    text = values.pop("text")
    return Entry(role, text, key(text), **values)  # type: ignore[arg-type]
