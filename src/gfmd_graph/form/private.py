"""What must not leave the report: names, addresses and numbers of people, and who a quote comes from.

The Chatham House Rule holds by construction: what is found here never reaches a `Statement`'s text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from gfmd_graph.form.lines import Line
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.model import Span
from gfmd_graph.words import key, plain

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)\d[\d\s().\-/]{6,30}\d"
    r"|(?<![\w.])\(?\d{2,4}\)?[ .\-/]\d{2,4}(?:[ .\-/]\d{2,4}){2,3}(?![\w.])"
)
_HANDLE = re.compile(r"(?<![\w.])@\w{2,}")
_NAME = r"(?:(?<!\w)[A-ZÀ-Þ][\w’'\-]{1,40}|[A-ZÀ-Þ]\.)"
_PARTICLE = r"(?:de|del|la|da|dos|van|von|der|den|bin|bint|al|el|ben|ibn|Thị)"
_FULL_NAME = rf"{_NAME}(?:\s+(?:{_PARTICLE}\s+)*{_NAME}){{1,3}}"
_SOMEBODY = re.compile(_FULL_NAME)
_QUOTED = re.compile(r"[“\"«„][\s‹]*+([^”\"»\s]++(?:\s++[^”\"»\s]++)*+)\s*+[”\"»]")
_DASHED = re.compile(r"(?<=\s)[–—-]{1,2}\s*(?P<who>[^–—.!?]{2,80}\.?)\s*$")
_BRACKETED = re.compile(r"[(\[](?P<who>[^()\[\]]{2,80})[)\]][.\s]*$")
_SAID = re.compile(r"\s*+[.,;:]?\s*+(?:[–—-]{1,2}|[(\[]|,)\s*+(?P<who>[^–—!?()\[\]]{2,80}?)[)\]]?[.\s]*+")
_AFTER = re.compile(r"[\s.,;:]*+[(\[][^()\[\]]{2,300}[)\]][.\s]*+")
"""Brackets behind a quote say who spoke, or how: they are no part of it."""
_QUOTE_MARKS = '“"«„'
_TAIL = 400
"""Who is named behind an item's words stands in so many of its last characters."""
_QUOTE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Privacy:
    """The rules of one report: patterns of the languages, and the names that its own fields give away."""

    titled: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    """They find names of two words and more; `titled` needs one word behind a title."""
    fields: frozenset[str]
    anonymous: frozenset[str]
    is_known: Callable[[str], bool]
    """Whether words that look like a person's name are something else."""

    def field_value(self, line: str) -> str | None:
        """What stands behind a label such as "Rapporteur:"; None when the line is no such field."""
        label, colon, value = line.partition(":")
        if colon and len(label) < 60 and self.is_field(label):
            return value.strip()
        return None

    def is_field(self, label: str) -> bool:
        words = key(re.sub(r"\(.*?\)", "", label))
        return words in self.fields or any(part in self.fields for part in re.split(r" and | et | y ", words))

    def withheld(self, text: str, span: Span) -> tuple[Span, ...]:
        """The private spans within `span`, sorted, not overlapping."""
        words = plain(text[span.start : span.end])
        found: list[Span] = []
        somebody = self.patterns if _SOMEBODY.search(words) else ()
        for pattern in (_EMAIL, _PHONE, _HANDLE, self.titled, *somebody):
            for match in pattern.finditer(words):
                who = match.group("who") if "who" in match.groupdict() else match.group()
                if "who" in match.groupdict() and self.is_known(who):
                    continue
                start = match.start("who") if "who" in match.groupdict() else match.start()
                found.append(Span(span.start + start, span.start + start + len(who)))
        return _merged(found)

    def own_words(self, text: str, span: Span, kind: str | None) -> Span:
        """An item without who said it and whom to write to, whatever kind it is of."""
        span = self._without_contact(text, span)
        if kind == "quote":
            return self.without_attribution(text, span)
        return self._without_speaker(text, span)

    def _without_contact(self, text: str, span: Span) -> Span:
        """Cut off where brackets at the end hold a field: "(contact: Jane Example, jane@example.org)"."""
        tail = text[max(span.start, span.end - _TAIL) : span.end]
        opening = max(tail.rfind("("), tail.rfind("["))
        closed = re.fullmatch(r"[(\[](?P<label>[^:()\[\]]{2,40}):[^()\[\]]*[)\]][.\s]*", tail[opening:])
        if opening < 0 or not closed or not self.is_field(closed["label"]):
            return span
        return Span(span.start, span.end - len(tail) + len(tail[:opening].rstrip()))

    def _without_speaker(self, text: str, span: Span, least: int = _QUOTE_WORDS) -> Span:
        """A quotation that is nothing but the quotation and who said it keeps only its words."""
        if span.start == span.end or text[span.start] not in _QUOTE_MARKS or span.end - span.start > 4000:
            return span
        words = text[span.start : span.end]
        quoted = _QUOTED.match(words)
        said = _SAID.fullmatch(words, quoted.end()) if quoted else None
        if not quoted or not said or len(quoted[1].split()) < least:
            return span
        if not self._names_somebody(said["who"]):
            return span
        return Span(span.start + quoted.start(1), span.start + quoted.end(1))

    def without_attribution(self, text: str, span: Span) -> Span:
        """A quote's own words: no quotation marks around it, nobody named before or behind it."""
        own = self._without_speaker(text, span, least=1)
        if own != span:
            return own
        words = text[span.start : span.end]
        quoted = list(_QUOTED.finditer(words))
        if quoted:
            start, end = quoted[0].start(1), quoted[-1].end(1)
            outside = words[: quoted[0].start()] + words[quoted[-1].end() :]
            told = not words[: quoted[0].start()].strip() and _AFTER.fullmatch(words, quoted[-1].end())
            if told or (len(outside.split()) <= 14 and end - start >= len(words) * 0.4):
                return Span(span.start + start, span.start + end)
        rest = max(0, len(words) - _TAIL)
        for pattern in (_BRACKETED, _DASHED):
            match = pattern.search(words, rest)
            if match and self._names_somebody(match["who"]):
                words = words[: match.start()]
        words = words.rstrip()
        return Span(span.start, span.start + len(words))

    def _names_somebody(self, who: str) -> bool:
        """A short tail of which most words are capitalised, or a word for "anonymous"."""
        bare = [word for word in re.findall(r"[\w’'.-]+", who) if not re.fullmatch(_PARTICLE, word)]
        capitals = sum(word[0].isupper() for word in bare)
        return key(who) in self.anonymous or (0 < len(bare) <= 10 and capitals * 2 >= len(bare))


def privacy(languages: Languages, names: Iterable[str], is_known: Callable[[str], bool]) -> Privacy:
    """The rules for a report in whose fields `names` stand; `is_known` names stand in a vocabulary."""
    words = {
        table: _either(languages.words("private", table))
        for table in ("roles", "saying", "according", "fields")
    }
    titled = rf"(?<!\w)(?:{_titles(languages)})\s+(?P<who>{_NAME}(?:\s+(?:{_PARTICLE}\s+)*{_NAME}){{0,3}})"
    patterns = [
        rf"(?P<who>{_FULL_NAME})(?:,[^,.]{{2,60}},|\s*\([^)]{{2,60}}\))?\s+(?i:{words['saying']})(?!\w)",
        rf"(?<!\w)(?i:{words['saying']})\s+(?P<who>{_FULL_NAME})",
        rf"(?<!\w)(?i:{words['according']})\s+(?P<who>{_FULL_NAME})",
        rf"(?<!\w)(?i:{words['roles']})[,:]?\s+(?P<who>{_FULL_NAME})",
        rf"(?<!\w)(?i:{words['fields']})\s?:\s*(?P<who>{_FULL_NAME})",
        rf"(?P<who>{_FULL_NAME}),?\s+(?:\(\s*)?(?i:{words['roles']})(?!\w)",
    ]
    listed = [_name_pattern(name) for name in sorted(set(names)) if len(name.split()) > 1]
    patterns += [rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)"] if listed else []
    return Privacy(
        titled=re.compile(titled),
        patterns=tuple(re.compile(pattern) for pattern in patterns),
        fields=frozenset(key(field) for field in languages.words("private", "fields")),
        anonymous=languages.words("private", "anonymous"),
        is_known=is_known,
    )


def private_lines(
    lines: dict[int, Line], anchored: Collection[int], rules: Privacy
) -> tuple[frozenset[int], list[str]]:
    """Lines that are fields for names of people, with the line after a bare label, and those names."""
    private: set[int] = set()
    names: list[str] = []
    order = list(lines)
    for place, index in enumerate(order):
        line = lines[index]
        value = None if index in anchored else rules.field_value(line.text)
        label_cell = line.block.cell and index not in anchored and rules.is_field(line.text)
        if value is None and not label_cell:
            continue
        private.add(index)
        following = order[place + 1] if place + 1 < len(order) else None
        if not value and following is not None and following not in anchored:
            private.add(following)
            value = lines[following].text
        names += people(value or "")
    return frozenset(private), names


def people(value: str) -> list[str]:
    """The names of people in the value of a field such as "Rapporteur: Jane Example, jane@example.org"."""
    parts = re.split(r"[,;/()<>|]|\s[–-]\s|\band\b|\bet\b|\by\b", _EMAIL.sub(" ", value))
    return [part.strip() for part in parts if re.fullmatch(_FULL_NAME, plain(part.strip()))]


def _titles(languages: Languages) -> str:
    """Titles as they are printed, with a capital; one of a single letter only with its full stop."""
    printed = {title: title.title() for title in languages.words("private", "titles")}
    return "|".join(
        sorted(re.escape(word) + (r"\." if len(word) == 1 else r"\.?") for word in printed.values())
    )


def _name_pattern(name: str) -> str:
    return r"\s+".join(re.escape(plain(word)) for word in name.split())


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
