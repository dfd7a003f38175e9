"""Text as words: folding of accents and white space, always with the way back to where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

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


_UNCOMMON = re.compile(r"[^\x00-\x7e]")


@lru_cache(maxsize=4096)
def _plain_known(char: str) -> str:
    return plain_char(char)


def _plain_match(match: re.Match[str]) -> str:
    return _plain_known(match.group())


def plain(text: str) -> str:
    """`text` without accents and typographic forms, character by character: offsets stay what they are."""
    if text.isascii():
        return text
    return _UNCOMMON.sub(_plain_match, text)


def key(text: str) -> str:
    """What two spellings of one name share: composed, without accents and case, words joined by one space."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(re.findall(r"\w+", plain(composed).casefold()))


WORD_BEFORE = re.compile(r"(\w+) $")
_NEAR = 80
"""What stands right before a place begins within so many characters: no whole text is gone through for it."""


def right_before(pattern: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """Where `pattern`, which ends with "$", ends at `place`, at its offsets in `text`."""
    return pattern.search(text, max(0, place - _NEAR), place)


class Folded(NamedTuple):
    """A statement's text with white space folded. Character i stands at `starts[i]:ends[i]` of the report."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The report's span of `text[start:end]`."""
        return Span(self.starts[start], self.ends[end - 1])


_ORDINARY = r"[!-~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]"
_RUN = re.compile(rf"{_ORDINARY}+(?: {_ORDINARY}+)*")
"""Characters that stay what they are, with single blanks between."""


def fold(text: str, span: Span, withheld: Sequence[Span] = (), gaps: Sequence[Span] = ()) -> Folded:
    """`text[span]` composed, white space folded, soft hyphens and `gaps` dropped, `withheld` replaced."""
    if not (withheld or gaps) and _RUN.fullmatch(text, *span):
        return Folded(text[span.start : span.end], range(*span), range(span.start + 1, span.end + 1))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hidden = {private.start: (private.end, WITHHELD) for private in withheld}
    hidden |= {gap.start: (gap.end, " ") for gap in gaps}
    marks = [*sorted(start for start in hidden if start >= span.start), span.end]
    position = span.start
    while position < span.end:
        while marks[0] < position:
            del marks[0]
        run = _RUN.match(text, position, min(marks[0], span.end))
        if run is not None:
            chars.extend(run.group())
            starts.extend(range(position, run.end()))
            ends.extend(range(position + 1, run.end() + 1))
            position = run.end()
            continue
        char = text[position]
        end, instead = hidden.get(position, (position + 1, char))
        if position in hidden:
            if instead != " " or (chars and chars[-1] != " "):
                chars.extend(instead)
                starts.extend([position] * len(instead))
                ends.extend([end] * len(instead))
        elif char.isspace() or char in _INVISIBLE:
            if chars and chars[-1] != " ":
                chars.append(" ")
                starts.append(position)
                ends.append(end)
        elif unicodedata.combining(char) and chars:
            chars[-1] = unicodedata.normalize("NFC", chars[-1] + char)[0]
            ends[-1] = end
        elif char != "\N{SOFT HYPHEN}":
            chars.append(char)
            starts.append(position)
            ends.append(end)
        position = end
    if chars and chars[-1] == " ":
        del chars[-1], starts[-1], ends[-1]
    return Folded("".join(chars), tuple(starts), tuple(ends))


class Token(NamedTuple):
    """A word in lower case without accents, and where it stands."""

    word: str
    start: int
    end: int


_WORD = re.compile(r"([^\W_]+)")


class Split(NamedTuple):
    """Words in lower case without accents; word i is `text[starts[i]:ends[i]]`."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    """What stands behind each word, up to the next one"""


def split(text: str) -> Split:
    """The words of `text`, and where they are. To fold and to lower a text moves no character of it."""
    parts = _WORD.split(plain(text).lower())
    ends = list(accumulate(map(len, parts)))
    words = parts[1::2]
    if not text.isascii():
        words = [spelt_out(word) for word in words]
    return Split(words, ends[:-1:2], ends[1::2], parts[2::2])


def spelt_out(word: str) -> str:
    """A word without ligatures: "sœurs" is what word lists call "soeurs"."""
    return word.replace("œ", "oe").replace("æ", "ae")


def plain_words(text: str) -> list[str]:
    """The words of `text` in lower case without accents."""
    return split(text).words


def tokens(text: str) -> list[Token]:
    """The words of `text`, each with its place."""
    own = split(text)
    return list(map(Token, own.words, own.starts, own.ends))
