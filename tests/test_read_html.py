"""Web pages: the document on the page is read as the page shows it, and nothing around it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from blocks import rows, texts
from fuzzing import DOCUMENTS
from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read import html as reader


def page(folder: Path, body: str | bytes) -> Document:
    path = folder / "page.html"
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return reader.read(path)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.html")), ids=lambda path: path.stem)
def test_what_libreoffice_made_of_a_word_file_has_its_blocks(path: Path) -> None:
    document = reader.read(path)
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    for row in expected:
        # HTML can say that a list has letters, but not that a hyphen follows them.
        if row["label"] in ("a-", "b-", "c-") and path.stem == "notes-mixed-tagged":
            row["label"] = row["label"][0] + "."
            row["text"] = row["label"] + row["text"][2:]
    assert rows(document) == expected


@pytest.mark.parametrize(
    ("lists", "labels"),
    [
        ("<ol><li>x<li>x</ol>", ["1.", "2."]),
        ("<ol type=a start=27><li>x</ol>", ["aa."]),
        ("<ol type=I start=3><li>x<li value=9>x<li>x</ol>", ["III.", "IX.", "X."]),
        ("<ol reversed><li>x<li>x</ol>", ["2.", "1."]),
        ("<ol style='list-style-type: lower-roman'><li>x<li>x</ol>", ["i.", "ii."]),
        ("<ol start=abc><li>x</ol><ol start=99999999999><li>x</ol>", ["1.", "1."]),
        ("<ul><li>x<ul><li>x<ul><li>x</ul></ul></ul>", ["•", "◦", "▪"]),
        ("<ul style='list-style:none'><li>x</ul><ul type=square><li>x</ul>", ["", "▪"]),
        ("<ul style='list-style:none'><li>a) x<li>b) x</ul>", ["a)", "b)"]),
        ("<ul><ul><li>x</ul></ul>", ["◦"]),
    ],
)
def test_labels_of_lists(lists: str, labels: list[str], tmp_path: Path) -> None:
    document = page(tmp_path, f"<body>{lists}</body>")
    assert [block.label for block in document.blocks] == labels
    assert all(text.startswith(label) for text, label in zip(texts(document), labels, strict=True))


def test_items_keep_their_level_and_only_their_first_paragraph_a_label(tmp_path: Path) -> None:
    document = page(tmp_path, "<ol><li><p>a</p><ul><li>b</li></ul><p>c</p></li><li>d</li></ol><p>e")
    assert texts(document) == ["1. a", "◦ b", "c", "2. d", "e"]
    assert [block.level for block in document.blocks] == [0, 1, 0, 0, 0]


FURNITURE = [
    "<nav>{}</nav>", "<footer>{}</footer>", "<aside>{}</aside>", "<header>{}</header>",
    "<script>{}</script>", "<style>{}</style>", "<noscript>{}</noscript>", "<form>{}</form>",
    "<template>{}</template>", "<!-- {} -->", "<div role=navigation>{}</div>", "<div role=banner>{}</div>",
    "<div role=contentinfo>{}</div>", "<div class='cookie-notice'>{}</div>",
    "<div id=cookieConsent>{}</div>", "<div class='site-footer x'>{}</div>",
    "<ul class=breadcrumb><li>{}</ul>", "<div class=share-buttons>{}</div>", "<div id=mainMenu>{}</div>",
    "<p hidden>{}</p>", "<p style='display: none'>{}</p>", "<span class=sr-only>{}</span>",
    "<button>{}</button>", "<select><option>{}</select>", "<div title=footer>{}</div>", "<del>{}</del>",
    "<sup><a href='#n1'>{}</a></sup>", "<textarea>{}</textarea>", "<svg><text>{}</text></svg>",
    "<figure><figcaption>{}</figcaption></figure>",
]  # fmt: skip


@pytest.mark.parametrize("around", FURNITURE)
def test_what_is_around_the_document_is_left_out(around: str, tmp_path: Path) -> None:
    document = page(tmp_path, f"<body>{around.format('Accept all')}<p>Papers for all.</p></body>")
    assert texts(document) == ["Papers for all."]


@pytest.mark.parametrize(
    "body",
    [
        "<body class='has-menu cookie-set'><p>Papers for all.</p>",
        "<form><h2>Papers for all.</h2></form>",
        "<header><h1>Papers for all.</h1></header>",
        "<div id=menu-page><article><p>Papers for all.</p></article></div>",
        "<div>Links, links, links</div><main><p>Papers for all.</p></main>",
        "<div class=menu>Papers for all.</div>",
        "<table><tr><td>Papers for all.</td></tr></table>",
        "<table role=presentation><tr><td></td><td>Papers for all.</td></tr></table>",
    ],
)
def test_the_document_itself_is_never_left_out(body: str, tmp_path: Path) -> None:
    document = page(tmp_path, body)
    assert texts(document) == ["Papers for all."]
    assert document.blocks[0].cell is None


def test_a_main_part_with_few_of_the_words_is_not_believed(tmp_path: Path) -> None:
    document = page(tmp_path, f"<main><p>Loading</p></main><div><p>{'Papers for all. ' * 9}</p></div>")
    assert len(document.blocks) == 2


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    table = (
        "<table><caption>Who</caption><thead><tr><th rowspan=2>A<th colspan=2>B<tr><td>C<td>D</thead>"
        "<tbody><tr><td><b>E</b><td></td><td>F<br>G</table>"
    )
    document = page(tmp_path, table)
    assert texts(document) == ["Who", "A", "B", "C", "D", "E", "F\nG"]
    cells = [block.cell for block in document.blocks]
    assert cells == [None, (0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 2), (0, 2, 0), (0, 2, 2)]
    assert [block.heading for block in document.blocks] == [False, True, True, False, False, True, False]


def test_lines_that_are_items_and_lines_that_are_not(tmp_path: Path) -> None:
    body = (
        "<p><b>1. What works?</b><br>Desks.<br>a) in Peru<br>in Lima<br>b) in Mali<br><br>All of them.</p>"
        "<p>one<br>two</p><p><span style='font-weight:700'>Bold</span></p><p><b>half</b> bold</p>"
        "<b style='font-weight:normal'>pasted</b><pre>a\n  b</pre>"
    )
    document = page(tmp_path, body)
    assert texts(document) == [
        "1. What works?", "Desks.", "a) in Peru\nin Lima", "b) in Mali", "All of them.",
        "one\ntwo", "Bold", "half bold", "pasted", "a\nb",
    ]  # fmt: skip
    assert [text for text, block in zip(texts(document), document.blocks, strict=True) if block.heading] == [
        "1. What works?",
        "Bold",
    ]


def test_bullets_that_word_writes_in_symbol_fonts(tmp_path: Path) -> None:
    body = (
        "<p class=MsoListParagraph><span style='font-family:Symbol'>·<span>&nbsp;</span></span>Desks</p>"
        "<p><span style='font-family:Wingdings'>§</span> Cards</p>"
    )
    document = page(tmp_path, body)
    assert [block.label for block in document.blocks] == ["•", "▪"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>déjà</p>".encode(),
        b"\xef\xbb\xbf" + "<p>déjà</p>".encode(),
        "<p>déjà</p>".encode("utf-16"),
        "<p>déjà</p>".encode("utf-16-le"),
        "<p>déjà</p>".encode("cp1252"),
        "<meta charset=utf-8><p>déjà</p>".encode("cp1252"),
        "<meta charset=iso-8859-1><p>déjà</p>".encode("cp1252"),
        "<meta http-equiv=content-type content='text/html; charset=iso-8859-15'><p>déjà</p>".encode(
            "iso-8859-15"
        ),
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>déjà</p></body></html>".encode(),
        "<meta charset=punycode><p>déjà</p>".encode(),
    ],
)
def test_encodings(data: bytes, tmp_path: Path) -> None:
    assert page(tmp_path, data).text == "déjà"


BAD = {
    "deep": b"<div>" * 100_000 + b"x",
    "deep lists": b"<ul><li>x" * 100_000,
    "a long line": b"<p>" + b"papers " * 2_000_000,
    "too large": b"<p>" + b"papers " * 3_000_000,
    "many tags": b"<p>x" * 400_000,
    "no page": b"only words",
    "scripts only": b"<script>x</script>",
}


@pytest.mark.parametrize("case", BAD)
def test_bad_pages_are_a_problem_in_a_bounded_time(case: str, tmp_path: Path) -> None:
    start = time.process_time()
    with pytest.raises(Problem):
        page(tmp_path, BAD[case])
    assert time.process_time() - start < 5


def test_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><p>x &b; y</p>'
    assert "haha" not in page(tmp_path, bomb).text


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>a&#1;b&#x85;c\x1bd</p>").text.isprintable()
