"""A document becomes a report: its form, its questions, its statements; nothing yet of what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from gfmd_graph.errors import Problem
from gfmd_graph.form.dialogue import parted
from gfmd_graph.form.fields import Fields, year_in
from gfmd_graph.form.known import Known, known_parts
from gfmd_graph.form.lines import layout_of, lines_of
from gfmd_graph.form.matching import Match, best_match
from gfmd_graph.form.private import Privacy, privacy, private_lines
from gfmd_graph.form.statements import Statements
from gfmd_graph.form.tables import Tables
from gfmd_graph.form.unseen import unseen_parts
from gfmd_graph.form.wording import wording
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.knowledge.templates import Template
from gfmd_graph.model import Document, Report, Span
from gfmd_graph.words import fold, plain_words

_SAMPLE = 200_000
_TITLE = 200


@dataclass(frozen=True, slots=True)
class Entered:
    """What the register says of a report; it may override what the form says."""

    iri: str
    source: str
    title: str = ""
    year: int | None = None
    session: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What recognition needs to know of the world."""

    templates: tuple[Template, ...]
    languages: Languages
    is_known_name: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A report, and how it was recognised: its template where it has one, and the lines left over."""

    report: Report
    match: Match | None
    left_over: tuple[str, ...]
    """Lines that neither ask, answer nor belong to the form; without what is private."""


def recognise(document: Document, entered: Entered, knowledge: Knowledge) -> Report:
    """The report in `document`. Raises `Problem` when there is no statement in it."""
    return recognised(document, entered, knowledge).report


def recognised(document: Document, entered: Entered, knowledge: Knowledge) -> Recognised:
    """The report in `document` with its template. Raises `Problem` when there is no statement in it."""
    recognition = _Recognition(document, entered, knowledge)
    return Recognised(recognition.report(), recognition.match, recognition.left_over())


class _Recognition:
    def __init__(self, document: Document, entered: Entered, knowledge: Knowledge) -> None:
        self.document = document
        self.entered = entered
        self.languages = knowledge.languages
        lines = parted(lines_of(document), self.languages)
        self.match = best_match(document, lines, knowledge.templates, self.languages.item_words)
        self.template = self.match.template if self.match else None
        rules = privacy(self.languages, (), knowledge.is_known_name)
        private, names = private_lines(lines, self._anchored(), rules)
        self.privacy: Privacy = privacy(self.languages, names, knowledge.is_known_name)
        self.lines = {index: line for index, line in lines.items() if index not in private}
        self.layout = layout_of(lines)
        words = plain_words(document.text[:_SAMPLE])
        default = self.template.language if self.template else "en"
        self.language = entered.language or self.languages.guess(words, default)
        self.parts = self._parts()

    def _anchored(self) -> frozenset[int]:
        anchors = self.match.anchors if self.match else ()
        return frozenset(n for anchor in anchors for n in range(anchor.first, anchor.last + 1))

    def _parts(self) -> Known:
        words = wording(self.languages)
        item_words = self.languages.item_words
        fields = Fields(self.languages)
        tables = Tables(self.languages, words, self.document.text)
        if self.match:
            return known_parts(
                self.document, self.match, self.lines, self.layout, fields, tables, item_words, self._public
            )
        return unseen_parts(
            self.document, self.lines, self.layout, fields, words, tables, item_words, self._public
        )

    def report(self) -> Report:
        made = Statements(
            self.document, self.entered.iri, self.language, self.languages, self.privacy, self.layout
        )
        statements = made.of(self.parts.sections)
        if not statements:
            raise Problem("holds no statement", self.entered.source, "check that it is a filled-in report")
        year = self.entered.year or self._printed_year()
        return Report(
            iri=self.entered.iri,
            title=self.entered.title or self._title(),
            text=self.document.text,
            statements=statements,
            template=self.template.code if self.template else None,
            year=year or year_in(self._field("date")) or year_in(self._field("meeting")),
            meeting=self._meeting(),
            language=self.language,
            digest=sha256(self.document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            source=self.entered.source,
            theme=next((f.value for f in self.parts.fields if f.name in ("theme", "title")), None),
            session=self.entered.session or self._field("session"),
            date=self._field("date"),
            place=self._field("place"),
            common_space=self._field("common-space"),
        )

    def _meeting(self) -> str:
        """The meeting that the register's year names, or that of the template's own edition."""
        if self.entered.year:
            return f"csd-{self.entered.year}"
        known = self.template is not None and self._printed_year() == self.template.year
        return self.template.meeting if self.template and known else ""

    def _printed_year(self) -> int | None:
        """The template's year, or the other one that the report's own copy of the form prints."""
        if self.match is None:
            return None
        printed = [anchor.span for anchor in self.match.anchors if anchor.entry.role == "furniture"]
        words = " ".join(self.document.text[span.start : span.end] for span in printed)
        return year_in(words) or self.match.template.year

    def left_over(self) -> tuple[str, ...]:
        return tuple(self._public(line.span) for line in self.parts.left_over)

    def _title(self) -> str:
        named = self._field("theme") or self._field("title")
        if named:
            return named
        first = next(iter(self.lines.values()), None)
        asked = [section.question.span for section in self.parts.sections if section.question]
        if first is None or len(first.text) > _TITLE or any(first.span.meets(span) for span in asked):
            return self.entered.iri.rpartition("/")[2].replace("-", " ")
        words = self._public(first.span)
        return words if 0 < len(words) <= _TITLE else self.entered.iri.rpartition("/")[2].replace("-", " ")

    def _field(self, name: str) -> str:
        """A field's value without what is private; empty where the report does not say it."""
        found = (field for field in self.parts.fields if field.name == name)
        return next((words for words in (self._public(field.value) for field in found) if words), "")

    def _public(self, span: Span) -> str:
        return fold(self.document.text, span, self.privacy.withheld(self.document.text, span)).text
