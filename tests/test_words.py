"""Folding, always with the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gfmd_graph.model import Span
from gfmd_graph.words import WITHHELD, fold, plain, tokens


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


@given(st.text())
def test_tokens_stand_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end
        end = token.end
