"""Text as words: folding of accents and white space, always with the way back to where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gfmd_graph.model import Span

WITHHELD = "[withheld]"

_INVISIBLE = frozenset("\x00\ufeff\u200b")

_TYPOGRAPHIC = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\t": " ",
}  # fmt: skip


def plain_char(char: str) -> str:
    """One character without accent or typographic form; always exactly one character."""
    if char < "\x7f":
        return char
    if char in _TYPOGRAPHIC:
        return _TYPOGRAPHIC[char]
    base = unicodedata.normalize("NFD", char)[0]
    return base if not unicodedata.combining(base) else char


def plain(text: str) -> str:
    """`text` without accents and typographic forms, character by character: offsets stay what they are."""
    return text if text.isascii() else "".join(map(plain_char, text))


def key(text: str) -> str:
    """What two spellings of one name share: composed, without accents and case, words joined by one space."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(re.findall(r"\w+", plain(composed).casefold()))


@dataclass(frozen=True, slots=True)
class Folded:
    """A statement's text with white space folded. Character i stands at `starts[i]:ends[i]` of the report."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The report's span of `text[start:end]`."""
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str, span: Span, withheld: Sequence[Span] = (), gaps: Sequence[Span] = ()) -> Folded:
    """`text[span]` composed, white space folded, soft hyphens and `gaps` dropped, `withheld` replaced."""
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    hidden = {private.start: (private.end, WITHHELD) for private in withheld}
    hidden |= {gap.start: (gap.end, " ") for gap in gaps}
    position = span.start
    while position < span.end:
        char = text[position]
        place = (position, position + 1)
        if position in hidden:
            end, instead = hidden[position]
            place = (position, end)
            if instead != " " or (chars and chars[-1] != " "):
                chars.extend(instead)
                places.extend([place] * len(instead))
        elif char.isspace() or char in _INVISIBLE:
            if chars and chars[-1] != " ":
                chars.append(" ")
                places.append(place)
        elif unicodedata.combining(char) and chars:
            chars[-1] = unicodedata.normalize("NFC", chars[-1] + char)[0]
            places[-1] = (places[-1][0], position + 1)
        elif char != "\N{SOFT HYPHEN}":
            chars.append(char)
            places.append(place)
        position = place[1]
    if chars and chars[-1] == " ":
        del chars[-1], places[-1]
    return Folded("".join(chars), tuple(start for start, _ in places), tuple(end for _, end in places))


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case without accents, and where it stands."""

    word: str
    start: int
    end: int


_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[Token]:
    """The words of `text`; hyphens and apostrophes separate."""
    return [Token(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(plain(text))]
