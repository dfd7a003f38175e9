"""The nouns. Frozen, so that what one step made no later step can change.

All offsets are code points; `end` is exclusive. `report.text[span.start:span.end]` is the span's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Subject = Literal["statement", "practice"]
Basis = Literal["stated", "inherited", "suggested", "reviewed"]


class Span(NamedTuple):
    start: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document, in reading order.

    `certain` blocks are whole paragraphs, list items or cells, as the format itself says; the others are
    single lines that may belong together. `label` is the marker with which the block's text begins
    ("a-", "1.", "•"), empty where the format knows of none. `cell` is (table, row, column). `goes_on`
    says that the format has this as a further paragraph of the list item above.
    """

    span: Span
    certain: bool
    page: int | None = None
    label: str = ""
    level: int = 0
    heading: bool = False
    cell: tuple[int, int, int] | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file: its text, and where its pieces are. Knows nothing of forms."""

    text: str
    blocks: tuple[Block, ...]
    format: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a template as it stands in one report: `span` is where its words are printed."""

    id: str
    code: str
    span: Span
    kind: str | None
    assessment: str | None = None
    status: str | None = None
    horizon: str | None = None
    year: int | None = None
    levels: tuple[str, ...] = ()
    of_template: bool = False
    """Whether it stands in the template; a heading of an unseen form is a question of that report alone."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One item of the form. `text` has its white space folded and what is private withheld.

    `gaps` are lines that stand inside the item and are not of it: a running header, a note of the form.
    """

    iri: str
    question: Question | None
    kind: str | None
    text: str
    span: Span
    page: int | None
    language: str
    withheld: tuple[Span, ...] = ()
    gaps: tuple[Span, ...] = ()
    parent: str | None = None
    """The IRI of the statement of which this is a sub-item."""


@dataclass(frozen=True, slots=True)
class Report:
    iri: str
    title: str
    text: str
    statements: tuple[Statement, ...]
    template: str | None
    year: int | None
    meeting: str
    language: str
    digest: str
    source: str
    theme: Span | None = None
    """Where the report names its theme"""
    session: str = ""
    date: str = ""
    place: str = ""
    common_space: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A SKOS concept: `type` is the local name of its class ("Country"), `code` its notation or slug."""

    iri: str
    type: str
    code: str
    name: str
    acronym: str = ""

    def __hash__(self) -> int:
        return hash(self.iri)


class Evidence(NamedTuple):
    """The words that say it."""

    span: Span
    exact: str
    basis: Basis
    confidence: float
    method: str


class Mention(NamedTuple):
    """Words that name something. `concept` is None for a name that stands in no vocabulary."""

    span: Span
    text: str
    type: str
    concept: Concept | None
    basis: Basis
    confidence: float
    method: str
    label: str = ""
    """How it is named: "name", "acronym", "demonym", "weak"; empty for what is no name."""

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.span, self.text, self.basis, self.confidence, self.method)


class Link(NamedTuple):
    """A claim: `predicate` is the local name of a property, `object` a concept's IRI or a year's digits."""

    subject: Subject
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]


class ObjectiveReading(NamedTuple):
    """An objective a statement is about, also below the threshold at which the graph takes it."""

    number: int
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...]


class Suggestion(NamedTuple):
    """An objective that something other than our rules proposes for a statement, with words to quote.

    Nothing is believed of it before the words were found in the statement.
    """

    statement: str
    """The statement's IRI"""
    number: int
    quote: str
    confidence: float
    method: str


class Extraction(NamedTuple):
    """All that was found in one statement."""

    statement: Statement
    mentions: tuple[Mention, ...]
    objectives: tuple[ObjectiveReading, ...]
    links: tuple[Link, ...]
    describes_practice: bool
