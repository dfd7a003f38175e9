"""Folding, always with the way back."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from gfmd_graph.model import Span
from gfmd_graph.words import WITHHELD, fold, plain, spelt_out, split, tokens


@given(st.text())
def test_plain_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text())
def test_folded_text_leads_back(text: str) -> None:
    folded = fold(text, Span(0, len(text)))
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert "  " not in folded.text
    for position, char in enumerate(folded.text):
        span = folded.span(position, position + 1)
        raw = text[span.start : span.end]
        assert char == " " or char in raw or not char.isascii()


def test_white_space_folds_and_soft_hyphens_go() -> None:
    text = "a\n\n b\N{SOFT HYPHEN}c\N{NO-BREAK SPACE}d "
    folded = fold(text, Span(0, len(text)))
    assert folded.text == "a bc d"
    assert text[folded.span(2, 4).start : folded.span(2, 4).end] == "b\N{SOFT HYPHEN}c"


def test_withheld_and_gaps() -> None:
    text = "As Jane said HEADER it works"
    folded = fold(text, Span(0, len(text)), withheld=[Span(3, 7)], gaps=[Span(13, 19)])
    assert folded.text == f"As {WITHHELD} said it works"
    assert "Jane" not in folded.text


def test_accents_compose() -> None:
    text = "Me\u0301xico"
    folded = fold(text, Span(0, len(text)))
    assert folded.text == "México"
    assert folded.span(0, 6) == Span(0, 7)


def test_lower_case_keeps_every_offset() -> None:
    assert all(len(plain(chr(code)).lower()) == 1 for code in range(sys.maxunicode + 1))


@given(st.text())
def test_words_and_gaps_are_the_whole_text(text: str) -> None:
    words, starts, ends, gaps = split(text)
    lower = plain(text).lower()
    places = list(zip(starts, ends, strict=True))
    head = lower[: starts[0]] if starts else ""
    standing = "".join(lower[start:end] + gap for (start, end), gap in zip(places, gaps, strict=True))
    assert head + standing == (lower if words else "")
    assert [spelt_out(lower[start:end]) for start, end in places] == words


def test_a_ligature_is_read_as_two_letters() -> None:
    words, starts, ends, _ = split("la main-d’Œuvre")
    assert words == ["la", "main", "d", "oeuvre"]
    assert (starts[-1], ends[-1]) == (10, 15)


@given(st.text(alphabet="ab cé’1", min_size=1))
def test_a_text_of_ordinary_characters_folds_as_any_other(text: str) -> None:
    quick, slow = (
        fold(text, Span(0, len(text))),
        fold(text, Span(0, len(text)), gaps=[Span(len(text), len(text))]),
    )
    assert (quick.text, list(quick.starts), list(quick.ends)) == (
        slow.text,
        list(slow.starts),
        list(slow.ends),
    )


@given(st.text())
def test_tokens_stand_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end
        end = token.end
