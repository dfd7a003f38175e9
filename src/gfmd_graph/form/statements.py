"""The items of each answer as statements: their words, their kind, and nothing that is private."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gfmd_graph.form.items import Item, items, parents
from gfmd_graph.form.lines import Layout, Line
from gfmd_graph.form.private import Privacy
from gfmd_graph.form.sections import Section
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Document, Question, Span, Statement
from gfmd_graph.namespaces import statement_iri
from gfmd_graph.words import fold, key, plain_words

_ENOUGH_WORDS = 4
"""A statement of fewer words is in the language of its report; one sentence says little about a language."""
_SAMPLE = 5000
LONGEST = 10_000
"""Nobody writes an item of more characters: it is a text without paragraphs, or a hostile one."""
_CUTS = (re.compile(r".*[.!?…]\s", re.S), re.compile(r".*\s(?![A-ZÀ-Þ])", re.S), re.compile(r".*\s", re.S))
"""After a sentence; else before a word that goes on no name; else before a word."""
_DASHES = "-–—"
_SPEAKER = 11
_INSIDE = re.compile(r"[.!?…]|[“\"«„]")
_NO_ANSWER = 60
"""What says that there is no answer is no longer than this."""


class Statements:
    """Makes the statements of one report."""

    def __init__(
        self,
        document: Document,
        iri: str,
        language: str,
        languages: Languages,
        rules: Privacy,
        layout: Layout,
    ) -> None:
        self.document = document
        self.iri = iri
        self.language = language
        self.languages = languages
        self.privacy = rules
        self.layout = layout
        self.small = frozenset(word for one in languages.all for word in one.stop_words)
        self.none = languages.not_answered
        self.no_answers = tuple(sorted(f"{key(words)} " for words in self.none if " " in words))
        """How a remark begins that says so in several words: "not discussed, no time"."""
        self.item_words = languages.item_words
        self.seen: Counter[tuple[str, str]] = Counter()

    def of(self, sections: Sequence[Section]) -> tuple[Statement, ...]:
        """All statements, in reading order; one that is `unanswered` for a question with nothing below it."""
        return tuple(statement for section in sections for statement in self._answers(section))

    def _answers(self, section: Section) -> Iterator[Statement]:
        found = items(section.lines, self.item_words, self.layout, self.small)
        made: list[list[Statement]] = []
        quotes = section.question is not None and section.question.kind == "quote"
        for place, (item, above) in enumerate(zip(found, parents(found), strict=True)):
            speaks = quotes and place > 0 and _is_speaker(item, found[place - 1])
            tells = place == 0 and len(found) > 1 and _is_instruction(item)
            said = [] if speaks or tells or self._is_no_answer(item) else self._said(item, section.question)
            if above is not None and made[above]:
                said = [replace(statement, parent=made[above][0].iri) for statement in said]
            made.append(said)
            yield from said
        if not any(made) and section.question and (section.expects or self._said_nothing(section)):
            yield self._unanswered(section.question, section.page)

    def _said_nothing(self, section: Section) -> bool:
        question = section.question
        if question is None or not section.lines:
            return False
        return question.kind is not None or "?" in self.document.text[question.span.start : question.span.end]

    def _is_no_answer(self, item: Item) -> bool:
        span = item.span
        if span.end - span.start > _NO_ANSWER:
            return False
        words = self.document.text[span.start : span.end].strip(" .-–—_()[]*…\t\n").casefold()
        said = key(words)
        return not words or words in self.none or said in self.none or said.startswith(self.no_answers)

    def _unanswered(self, question: Question, page: int | None) -> Statement:
        end = question.span.end
        empty = replace(question, kind="unanswered")
        return self._made(Span(end, end), empty, "unanswered", "", page)

    def _said(self, item: Item, question: Question | None) -> list[Statement]:
        """The statement of an item; several of one that is too long to be one."""
        kind = question.kind if question else None
        span = self.privacy.own_words(self.document.text, item.span, kind)
        made = (self._statement(part, item, question) for part in parts(self.document.text, span))
        return [statement for statement in made if statement]

    def _statement(self, span: Span, item: Item, question: Question | None) -> Statement | None:
        text = self.document.text
        kind = question.kind if question else None
        withheld = self.privacy.withheld(text, span)
        gaps = tuple(gap for gap in item.gaps if span.covers(gap) and text[gap.start : gap.end].strip())
        words = fold(text, span, withheld, gaps).text
        if not words:
            return None
        page = _page(item.lines, span)
        made = self._made(span, question, kind, words, page)
        return replace(made, withheld=withheld, gaps=gaps)

    def _made(
        self, span: Span, question: Question | None, kind: str | None, words: str, page: int | None
    ) -> Statement:
        code = question.id if question else ""
        repeat = self.seen[code, words]
        self.seen[code, words] += 1
        iri = statement_iri(self.iri, code, words, repeat)
        return Statement(iri, question, kind, words, span, page, self._language_of(words))

    def _language_of(self, words: str) -> str:
        own = plain_words(words[:_SAMPLE])
        return self.languages.guess(own, self.language) if len(own) >= _ENOUGH_WORDS else self.language


def _is_instruction(item: Item) -> bool:
    """Whether the first thing below a question is how to answer it: "(one line each, please)"."""
    first, last = item.lines[0].text, item.lines[-1].text
    return item.mark is None and first[0] in "([" and last[-1] in ")]" and first.count("(") <= 1


def _is_speaker(item: Item, above: Item) -> bool:
    """Whether an item is not quoted but says who spoke: "— a worker, Kenya" below words without a dash."""
    words = " ".join(line.text for line in item.lines)
    dashes = words[0] in _DASHES and above.lines[0].text[0] not in _DASHES
    return dashes and len(words.split()) <= _SPEAKER and not _INSIDE.search(words)


def parts(text: str, span: Span) -> tuple[Span, ...]:
    """`span`, or pieces of at most `LONGEST` characters of it, cut where a sentence or else a word ends."""
    found = []
    while span.end - span.start > LONGEST:
        end = span.start + LONGEST
        cuts = (pattern.match(text, span.start, end) for pattern in _CUTS)
        cut = next((match.end() for match in cuts if match), end)
        found.append(Span(span.start, cut))
        span = Span(cut, span.end)
    return (*found, span)


def _page(lines: Sequence[Line], span: Span) -> int | None:
    """The page of the line with which the words begin."""
    return next((line.block.page for line in lines if span.start < line.span.end), lines[0].block.page)
