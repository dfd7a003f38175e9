"""Plain text is taken as it is: decoded, never changed, one block a line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read import encoding, plain
from gfmd_graph.read.assemble import typed_label

TEXT = "1. Qué prácticas…\r\n\r\n  a- Niños y niñas\n\tb- “Fin”\r"


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    return plain.read(path)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "cp1252"),
    ],
)
def test_the_text_is_the_decoded_file(tmp_path: Path, mark: bytes, encoding: str) -> None:
    document = read(tmp_path, mark + TEXT.encode(encoding))
    assert document.text == TEXT
    assert document.format == "txt"
    lines = [document.text[block.span.start : block.span.end] for block in document.blocks]
    assert lines == ["1. Qué prácticas…", "  a- Niños y niñas", "\tb- “Fin”"]
    assert not any(block.certain or block.label or block.page for block in document.blocks)


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    document = read(tmp_path, b"one\n\x0ctwo\nthree\x0cfour")
    assert [block.page for block in document.blocks] == [1, 2, 2, 3]
    assert document.text[document.blocks[1].span.start] == "t"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b" \r\n\t\x0c\n", "is empty"),
        (b"abc\0def", "is no text"),
        (bytes(range(256)) * 4, "is no text"),
        (b"\x81\x8d\x8f", "is no text"),
        (codecs.BOM_UTF16_LE + b"a", "is no text"),
        (b"PK\x03\x04\x14\x00", "is no text"),
    ],
)
def test_what_is_no_text_is_a_problem(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(Problem) as caught:
        read(tmp_path, data)
    assert caught.value.what == what
    assert caught.value.mend
    assert caught.value.where.endswith("report.txt")


def test_other_bad_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Problem, match="does not exist"):
        plain.read(tmp_path / "none.txt")
    with pytest.raises(Problem, match="is no file"):
        plain.read(tmp_path)
    monkeypatch.setattr(plain, "LIMIT", 1_000_000)
    with pytest.raises(Problem, match="larger than 1 MB"):
        read(tmp_path, b"a" * 1_000_001)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\r\n\f\t"), min_size=1)
)
def test_blocks_cover_all_that_is_not_white(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    data = text.encode()
    if not text.strip() or encoding.unmarked(data)[0]:
        return
    document = read(tmp_path_factory.mktemp("plain"), data)
    assert document.text == text
    covered = "".join(document.text[block.span.start : block.span.end] for block in document.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert not set("\r\n\f") & set(covered)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a- Brazil", "a-"),
        ("a – Brazil", "a –"),
        ("(iv) Brazil", "(iv)"),
        ("12.) Brazil", "12.)"),
        ("1.Brazil", "1."),
        ("1.2 Brazil", "1.2"),
        ("• Brazil", "•"),
        ("•Brazil", "•"),
        ("– Brazil", "–"),
        ("* Brazil", "*"),
        ("A. 29 June", "A."),
        ("*Please note", ""),
        ("i.e. Brazil", ""),
        ("e.g. Brazil", ""),
        ("1 July - COMMITMENT DAY", ""),
        ("2018. A year", ""),
        ("e-mail to all", ""),
        ("12.5 % of all", ""),
        ("a-", ""),
        ("In 2017", ""),
    ],
)
def test_typed_labels(text: str, label: str) -> None:
    assert typed_label(text) == label
