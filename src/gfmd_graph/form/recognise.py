"""A document becomes a report: its form, its questions, its statements; nothing yet of what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from gfmd_graph.errors import Problem
from gfmd_graph.form.anchors import Anchor, best_template
from gfmd_graph.form.items import Item, Line, items
from gfmd_graph.form.private import Privacy, people, privacy
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.knowledge.templates import Template
from gfmd_graph.model import Block, Document, Question, Report, Span, Statement
from gfmd_graph.namespaces import statement_iri
from gfmd_graph.words import fold, key, tokens

_ENOUGH_WORDS = 4
"""A statement of fewer words is in the language of its report; one sentence says little about a language."""


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


def recognise(document: Document, entered: Entered, knowledge: Knowledge) -> Report:
    """The report in `document`. Raises `Problem` when there is no statement in it."""
    return _Recognition(document, entered, knowledge).report()


class _Recognition:
    def __init__(self, document: Document, entered: Entered, knowledge: Knowledge) -> None:
        self.document = document
        self.entered = entered
        self.languages = knowledge.languages
        found = best_template(document, knowledge.templates)
        self.template = found[0] if found else None
        self.anchors = found[1] if found else []
        self.lines = _lines(document)
        self.body_indent = _body_indent(self.lines)
        rules = privacy(self.languages, (), knowledge.is_known_name)
        private, names = self._private_lines(rules)
        self.private_lines = private
        self.privacy: Privacy = privacy(self.languages, names, knowledge.is_known_name)
        words = (token.word for token in tokens(document.text[:200_000]))
        default = self.template.language if self.template else "en"
        self.language = entered.language or self.languages.guess(words, default)

    def report(self) -> Report:
        statements = tuple(self._statements())
        if not statements:
            raise Problem("holds no statement", self.entered.source, "check that it is a filled-in report")
        year = self.entered.year or (self.template.year if self.template else None)
        return Report(
            iri=self.entered.iri,
            title=self.entered.title or self._title(),
            text=self.document.text,
            statements=statements,
            template=self.template.code if self.template else None,
            year=year,
            meeting=f"csd-{year}" if year else "",
            language=self.language,
            digest=sha256(self.document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            source=self.entered.source,
            session=self.entered.session,
        )

    # Which lines are what

    def _private_lines(self, rules: Privacy) -> tuple[frozenset[int], list[str]]:
        """Lines that are fields for names of people, with the line after a bare label, and those names."""
        private: set[int] = set()
        names: list[str] = []
        anchored = self._anchored()
        for index, line in self.lines.items():
            value = None if index in anchored else rules.field_value(line.text)
            label_cell = line.block.cell and index not in anchored and rules.is_field(line.text)
            if value is None and not label_cell:
                continue
            private.add(index)
            following = next((other for other in self.lines if other > index), None)
            if not value and following is not None and following not in anchored:
                private.add(following)
                value = self.lines[following].text
            names += people(value or "")
        return frozenset(private), names

    def _anchored(self) -> set[int]:
        return {index for anchor in self.anchors for index in range(anchor.first, anchor.last + 1)}

    def _answer(self, anchor: Anchor, before: int) -> list[Line]:
        """The lines after an anchor and before block `before`, without what belongs to the form."""
        anchored = self._anchored()
        free = [
            line
            for index, line in self.lines.items()
            if anchor.last < index < before and index not in anchored and index not in self.private_lines
        ]
        rest = self._rest(anchor)
        return [rest, *free] if rest else free

    def _rest(self, anchor: Anchor) -> Line | None:
        """The answer that begins on the same line as its question."""
        line = self.lines.get(anchor.last)
        if line is None or anchor.rest >= line.span.end:
            return None
        span = Span(anchor.rest, line.span.end)
        block = replace(line.block, label="")
        return Line(self.document.text[span.start : span.end], span, block, line.indent, line.after_blank)

    def _sections(self) -> Iterator[tuple[Anchor, list[Line]]]:
        """Each question, section and field with the lines below it."""
        heads = [anchor for anchor in self.anchors if anchor.entry.role != "furniture"]
        ends = [anchor.first for anchor in heads[1:]] + [len(self.document.blocks)]
        for anchor, end in zip(heads, ends, strict=False):
            yield anchor, self._answer(anchor, end)

    def _title(self) -> str:
        for anchor, lines in self._sections():
            if anchor.entry.role == "field" and anchor.entry.name == "theme" and lines:
                return self._public(Span(lines[0].span.start, lines[-1].span.end))
        first = next((line for index, line in self.lines.items() if index not in self.private_lines), None)
        words = self._public(first.span) if first else ""
        return words if 0 < len(words) <= 200 else self.entered.iri.rpartition("/")[2].replace("-", " ")

    def _public(self, span: Span) -> str:
        return fold(self.document.text, span, self.privacy.withheld(self.document.text, span)).text

    # Statements

    def _statements(self) -> Iterator[Statement]:
        seen: Counter[tuple[str, str]] = Counter()
        if self.template is None:
            free = [line for index, line in self.lines.items() if index not in self.private_lines]
            found = [line for line in free if not line.block.heading]
            yield from (self._statement(item, None, seen) for item in self._items(found))
            return
        for anchor, lines in self._sections():
            if anchor.entry.role != "question":
                continue
            question = _question(anchor)
            answers = [item for item in self._items(lines) if not self._is_no_answer(item)]
            for item in answers:
                yield self._statement(item, question, seen)
            if not answers:
                yield self._unanswered(question, anchor, seen)

    def _items(self, lines: Sequence[Line]) -> list[Item]:
        return items(lines, self.languages.item_words, self.body_indent)

    def _is_no_answer(self, item: Item) -> bool:
        words = self.document.text[item.span.start : item.span.end].strip(" .-–—_()[]*…\t\n").casefold()
        return not words or words in self.languages.not_answered or key(words) in self.languages.not_answered

    def _unanswered(self, question: Question, anchor: Anchor, seen: Counter[tuple[str, str]]) -> Statement:
        end = anchor.span.end
        empty = replace(question, kind="unanswered")
        page = self.document.blocks[anchor.last].page
        return self._made(Span(end, end), empty, "unanswered", "", page, seen)

    def _statement(self, item: Item, question: Question | None, seen: Counter[tuple[str, str]]) -> Statement:
        text = self.document.text
        kind = question.kind if question else None
        span = item.span
        if kind == "quote":
            span = self.privacy.without_attribution(text, span)
        withheld = self.privacy.withheld(text, span)
        gaps = tuple(gap for gap in item.gaps if span.covers(gap) and text[gap.start : gap.end].strip())
        words = fold(text, span, withheld, gaps).text
        made = self._made(span, question, kind, words, item.lines[0].block.page, seen)
        return replace(made, withheld=withheld, gaps=gaps)

    def _made(
        self,
        span: Span,
        question: Question | None,
        kind: str | None,
        words: str,
        page: int | None,
        seen: Counter[tuple[str, str]],
    ) -> Statement:
        code = question.id if question else ""
        repeat = seen[code, words]
        seen[code, words] += 1
        iri = statement_iri(self.entered.iri, code, words, repeat)
        return Statement(iri, question, kind, words, span, page, self._language_of(words))

    def _language_of(self, words: str) -> str:
        own = [token.word for token in tokens(words)]
        return self.languages.guess(own, self.language) if len(own) >= _ENOUGH_WORDS else self.language


def _question(anchor: Anchor) -> Question:
    entry = anchor.entry
    return Question(
        id=entry.id,
        code=entry.code,
        span=anchor.span,
        kind=entry.kind,
        assessment=entry.assessment,
        status=entry.status,
        horizon=entry.horizon,
        year=entry.year,
        levels=entry.levels,
    )


def _lines(document: Document) -> dict[int, Line]:
    """The blocks that hold words, by index, white space at their ends cut off."""
    lines: dict[int, Line] = {}
    end = 0
    for index, block in enumerate(document.blocks):
        blank = document.text.count("\n", end, block.span.start) > 1
        line = _line(document, block, blank)
        if line:
            lines[index] = line
            end = line.span.end
    return lines


def _line(document: Document, block: Block, after_blank: bool) -> Line | None:
    raw = document.text[block.span.start : block.span.end]
    text = raw.strip()
    if not any(char.isalnum() for char in text):
        return None
    indent = len(raw) - len(raw.lstrip())
    start = block.span.start + indent
    return Line(text, Span(start, start + len(text)), block, indent, after_blank)


def _body_indent(lines: dict[int, Line]) -> int:
    """The indent that most lines have."""
    counts = Counter(line.indent for line in lines.values() if not line.block.certain)
    return min(counts, key=lambda indent: (-counts[indent], indent)) if counts else 0
