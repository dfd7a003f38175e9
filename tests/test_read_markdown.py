"""Markdown: its words without the signs of its markup, items with the labels that a reader sees."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from blocks import texts
from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read import markdown as reader


def read(folder: Path, text: str) -> Document:
    path = folder / "report.md"
    path.write_bytes(text.encode())
    return reader.read(path)


def test_headings_paragraphs_and_items(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "---\ntitle: x\ntags: [a]\n---\n# Report *of* all\n\n**1. What works?**\nDesks in\nPeru.\n\n"
        "2) Cards\n3) Maps\n   - nested `code`\n\n     more\n\n"
        "* star\n+ plus\n\na) typed\n   and wrapped\nb) again\n",
    )
    assert texts(document) == [
        "Report of all", "1. What works?", "Desks in Peru.", "2) Cards", "3) Maps", "◦ nested code", "more",
        "• star", "• plus", "a) typed and wrapped", "b) again",
    ]  # fmt: skip
    assert [block.heading for block in document.blocks[:3]] == [True, True, False]
    assert [block.level for block in document.blocks[3:8]] == [0, 0, 1, 1, 0]
    assert document.format == "markdown"


def test_tables_links_escapes_breaks_and_html(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "| Who | Where |\n|---|:-:|\n| **IOM** | Peru<br>Mali and<br/>more |\n\n"
        'See [the map](http://x.org "t") \\*now\\* &amp; '
        "here[^1].  \nNext line.\n\n[^1]: A note\n    of two lines\n\n<div>Some <b>HTML</b></div>\n\n"
        "<!-- no -->\n<script>no</script>\n\n![a picture](x.png)\n\n[ref]: http://x.org\n",
    )
    assert texts(document) == [
        "Who", "Where", "IOM", "Peru", "Mali and\nmore", "See the map *now* & here.\nNext line.", "Some HTML",
    ]  # fmt: skip
    cells = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (0, 1, 1)]
    assert [block.cell for block in document.blocks[:5]] == cells


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb", "\ufeffa\nb"])
def test_line_ends_and_marks(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text).text == "a b"


BAD = {
    "deep quotes": "> " * 5_000 + "x",
    "deep lists": "".join("  " * depth + "- x\n" for depth in range(300)),
    "brackets": "[" * 20_000,
    "stars": "*a" * 20_000,
    "mixed": "*_`[<" * 4_000,
    "rows": "|a|\n|-|\n" + "|b|\n" * 8_000,
    "front matter without an end": "---\n" + "-title: x\n" * 8_000,
    "pictures in links": "[![" * 40 + "x" + "](a)](b)" * 40,
    "long": "papers " * 300_000,
}


@pytest.mark.parametrize("case", BAD)
def test_hard_cases_end_in_a_bounded_time(case: str, tmp_path: Path) -> None:
    start = time.process_time()
    try:
        assert read(tmp_path, BAD[case]).blocks
    except Problem as problem:
        assert problem.mend
    assert time.process_time() - start < 30


@pytest.mark.parametrize("opening", ["> ", "- ", "1) ", "> * "])
@pytest.mark.parametrize("depth", range(1, 40))
def test_no_depth_loses_words_in_silence(opening: str, depth: int, tmp_path: Path) -> None:
    try:
        words = read(tmp_path, opening * depth + "papers\n\nend").text
    except Problem as problem:
        assert "nested too deeply" in problem.what and depth > 7
    else:
        assert "papers" in words and "end" in words


@pytest.mark.parametrize("text", ["papers " * 800_000, "a\n" * 300_000, "<!-- -->", "\n\n"])
def test_what_is_too_much_or_nothing_is_a_problem(text: str, tmp_path: Path) -> None:
    with pytest.raises(Problem):
        read(tmp_path, text)


def test_a_further_paragraph_of_an_item_goes_on_with_it(tmp_path: Path) -> None:
    found = read(tmp_path, "1. one\n\n   more\n   - deeper\n\n     below\n\n2. two\n\napart\n")
    assert [(text, block.goes_on) for text, block in zip(texts(found), found.blocks, strict=True)] == [
        ("1. one", False), ("more", True), ("◦ deeper", False), ("below", True), ("2. two", False),
        ("apart", False),
    ]  # fmt: skip
