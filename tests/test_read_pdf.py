"""PDF documents: lines are put together again as they were written; no bad file makes more than a Problem."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from blocks import rows, texts
from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read import pdf as reader

FIXTURES = Path(__file__).parent / "fixtures" / "documents"
FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier", "F4": "Symbol"}
IMAGE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    "stream\n\xff\nendstream"
)
FIELD = (
    "<</Type/Annot/Subtype/Widget/FT/Tx/T(answer)/V(Typed into the field of a form)/Rect[50 500 400 520]"
    "/F 4/AP<</N 4 0 R>>>>"
)


def pdf(
    *contents: str,
    width: int = 460,
    page: str = "",
    root: str = "",
    trailer: str = "",
    extra: tuple[str, ...] = (),
) -> bytes:
    """A PDF with one page for each content stream; objects 3 (an image), 4, 5 ... can be named in `page`."""
    fonts = "".join(
        f"/{key}<</Type/Font/Subtype/Type1/BaseFont/{name}{_encoding(name)}>>" for key, name in FONTS.items()
    )
    resources = f"/Resources<</Font<<{fonts}>>/XObject<</Im 3 0 R>>>>"
    first = 4 + len(extra)
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{root}>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>",
        IMAGE,
        *extra,
    ]
    for index, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} 800]{resources}{page}"
            f"/Contents {first + 1 + 2 * index} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R{trailer}>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def _encoding(name: str) -> str:
    return "" if name == "Symbol" else "/Encoding/WinAnsiEncoding"


def at(x: float, y: float, text: str, font: str = "F1", size: float = 10, matrix: str = "1 0 0 1") -> str:
    return f"BT /{font} {size} Tf {matrix} {x} {y} Tm ({text}) Tj ET "


def lines(*texts: str, x: float = 50, y: float = 700, step: float = 12) -> str:
    return "".join(at(x, y - step * place, text) for place, text in enumerate(texts))


# A line that reaches the right margin, so that the next one may go on with it.
FULL = "This line goes all the way to the right margin of the page, where it has to wrap, and so"


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return reader.read(path)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.pdf")), ids=lambda path: path.stem)
def test_forms_are_read_exactly(path: Path) -> None:
    document = reader.read(path)
    assert rows(document) == json.loads(path.with_suffix(".json").read_text("utf-8"))
    pages = [block.page or 0 for block in document.blocks]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 1
    assert all(block.certain for block in document.blocks)
    assert document.format == "pdf"


def test_there_are_five_forms() -> None:
    assert len(list(FIXTURES.glob("*.pdf"))) == 5


def test_an_item_over_a_page_break_has_the_page_where_it_begins() -> None:
    document = reader.read(FIXTURES / "form-2018-serif-a4.pdf")
    broken = next(
        block for block in document.blocks if "port chaplains to recognise" in _text(document, block.span)
    )
    assert broken.page == 1
    assert _text(document, broken.span).endswith("as the protocol between the two services asks them to do.")
    assert document.blocks[document.blocks.index(broken) + 1].page == 2


def _text(document: Document, span: Any) -> str:
    return document.text[span.start : span.end]


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        at(50, 780, f"Report, page {number}")
        + lines(f"Body {number} of this page, that has some words.", y=600)
        + at(300, 30, f"- {number} -")
        for number in (1, 2)
    ]
    assert texts(read(tmp_path, pdf(*pages))) == [
        f"Body {number} of this page, that has some words." for number in (1, 2)
    ]


def test_a_title_that_stands_once_is_kept(tmp_path: Path) -> None:
    page = at(50, 780, "Title of the report") + lines("Body of this page, with some words.", y=600)
    assert texts(read(tmp_path, pdf(page))) == ["Title of the report", "Body of this page, with some words."]


def test_artifacts_of_tagged_files_are_left_out(tmp_path: Path) -> None:
    page = (
        "/Artifact <</Type/Pagination>> BDC "
        + at(50, 780, "Header")
        + "EMC "
        + lines("Body of this page, with words.")
    )
    assert texts(read(tmp_path, pdf(page))) == ["Body of this page, with words."]


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    page = lines(FULL, "goes on here.", "Not answered", FULL, "Global words go on in capitals.")
    page += at(50, 560, "After a gap.") + at(50, 548, "Bold heading", "F2") + at(50, 536, "Then plain text")
    assert texts(read(tmp_path, pdf(page))) == [
        f"{FULL} goes on here.",
        "Not answered",
        f"{FULL} Global words go on in capitals.",
        "After a gap.",
        "Bold heading",
        "Then plain text",
    ]


def test_a_short_paragraph_in_a_narrow_column_ends_where_a_word_would_have_fitted(tmp_path: Path) -> None:
    page = lines(FULL, "Nothing more", y=740) + lines("The letter of the", "network that she wrote", y=600)
    page += at(50, 572, "The clinic of Nicosia")
    assert texts(read(tmp_path, pdf(page)))[-2:] == [
        "The letter of the\nnetwork that she wrote",
        "The clinic of Nicosia",
    ]


def test_what_looks_like_a_label_in_the_middle_of_a_sentence(tmp_path: Path) -> None:
    page = lines(
        f"a- {FULL[3:]}",
        "13\\) is no item,",
        f"b- {FULL[3:]}",
        "\\226 a dash neither.",
        "- one",
        "- two",
        "c- three",
    )
    document = read(tmp_path, pdf(page))
    assert [block.label for block in document.blocks] == ["a-", "b-", "-", "-", "c-"]
    assert texts(document)[0].endswith("and so 13) is no item,")
    assert texts(document)[1].endswith("and so – a dash neither.")


def test_items_whose_letters_are_not_in_order(tmp_path: Path) -> None:
    page = lines(f"a- {FULL[:-3]}.", f"c- {FULL[:-3]}.", f"c- {FULL[3:]}", "goes on.")
    assert [block.label for block in read(tmp_path, pdf(page)).blocks] == ["a-", "c-", "c-"]


def test_roman_and_nested_items(tmp_path: Path) -> None:
    page = at(50, 700, "1.") + at(70, 700, "First")
    for place, label in enumerate(("i.", "ii.", "iii.")):
        page += at(70, 688 - 12 * place, label) + at(90, 688 - 12 * place, FULL[:-30])
    page += at(50, 652, "2.") + at(70, 652, "Second")
    document = read(tmp_path, pdf(page))
    assert [(block.label, block.level) for block in document.blocks] == [
        ("1.", 0),
        ("i.", 1),
        ("ii.", 1),
        ("iii.", 1),
        ("2.", 0),
    ]


def test_bullets(tmp_path: Path) -> None:
    page = (
        at(50, 700, "\\267", "F4") + at(70, 700, "Symbol") + at(50, 688, "o", "F3") + at(70, 688, "Courier")
    )
    page += at(50, 676, "Open words", "F3")
    assert texts(read(tmp_path, pdf(page))) == ["• Symbol", "◦ Courier", "Open words"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("which are all non-", "negotiable.", "non-negotiable."),
        ("from here to Guinea-", "Bissau.", "Guinea-Bissau."),
        ("which are part of the mi-", "gration.", "migration."),
        ("which are multi-", "lateral, a word of the text.", "multi-lateral,"),
        ("a plan for twelve -", "and more.", "twelve - and more."),
        ("in the years 2018-", "2019 and on.", "2018-2019 and on."),
    ],
)
def test_hyphens_at_line_ends(tmp_path: Path, first: str, second: str, joined: str) -> None:
    start = FULL[: len(FULL) - len(first)]
    page = lines(f"{start}{first}", second) + lines(
        "Here are migration and multi-lateral, for comparison.", y=600
    )
    assert joined in texts(read(tmp_path, pdf(page)))[0]


def test_documents_that_break_words(tmp_path: Path) -> None:
    page = lines(f"{FULL[:-14]} migra-", f"tion, {FULL[:-14]} poli-", f"cy, {FULL[:-14]} har-", "bour.")
    page += lines("The migration policy.", y=600)
    assert texts(read(tmp_path, pdf(page)))[0].endswith("harbour.")


def test_columns_without_rules_do_not_interleave(tmp_path: Path) -> None:
    page = lines(
        "Above the table, a line that goes over the whole width of the page up to the margin.", y=740
    )
    page += lines("First strategic", "step", x=50) + lines(f"Write to all: {FULL[:-29]}", "countries.", x=134)
    page += lines("Second step", x=50, y=660) + lines("Rest.", x=134, y=660)
    document = read(tmp_path, pdf(page))
    assert list(zip(texts(document)[1:], [block.cell for block in document.blocks[1:]], strict=True)) == [
        ("First strategic step", (0, 0, 0)),
        (f"Write to all: {FULL[:-29]} countries.", (0, 0, 1)),
        ("Second step", (0, 1, 0)),
        ("Rest.", (0, 1, 1)),
    ]


def test_rules_drawn_as_rectangles_and_a_frame_that_is_no_table(tmp_path: Path) -> None:
    rules = "".join(f"50 {y} 500 0.5 re f " for y in (600, 650, 700)) + "".join(
        f"{x} {y} 0.5 50 re f " for x in (50, 200, 550) for y in (600, 650)
    )
    frame = "40 400 520 80 re S "
    page = rules + frame + at(55, 680, "Label one which fills") + at(203, 680, "Answer") + at(55, 630, "Two")
    page += at(55, 450, "A framed sentence.")
    document = read(tmp_path, pdf(page, width=600))
    assert list(zip(texts(document), [block.cell for block in document.blocks], strict=True)) == [
        ("Label one which fills", (0, 0, 0)),
        ("Answer", (0, 0, 1)),
        ("Two", (0, 1, 0)),
        ("A framed sentence.", None),
    ]


def test_turned_pages_and_watermarks(tmp_path: Path) -> None:
    page = at(100, 100, "A page on its side.", matrix="0 1 -1 0") + at(
        112, 100, "With two lines.", matrix="0 1 -1 0"
    )
    page += at(200, 300, "DRAFT", size=60, matrix="0.7 0.7 -0.7 0.7")
    assert texts(read(tmp_path, pdf(page))) == ["A page on its side.", "With two lines."]


def test_sizes_in_the_matrix(tmp_path: Path) -> None:
    page = at(50, 700, "Eleven points", size=1, matrix="11 0 0 11") + at(50, 680, "Also", size=11)
    assert texts(read(tmp_path, pdf(page))) == ["Eleven points", "Also"]


def test_fields_of_a_form_are_read(tmp_path: Path) -> None:
    look = at(2, 5, "Typed into the field of a form")
    stream = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 350 20]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
        f"/BaseFont/Helvetica>>>>>>/Length {len(look)}>>stream\n{look}\nendstream"
    )
    data = pdf(
        lines("1. A question?", y=540),
        page="/Annots[5 0 R]",
        root="/AcroForm<</Fields[5 0 R]>>",
        extra=(stream, FIELD),
    )
    assert texts(read(tmp_path, data)) == ["1. A question?", "Typed into the field of a form"]


def problem(tmp_path: Path, data: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        read(tmp_path, data)
    assert "report.pdf" in caught.value.where
    assert caught.value.mend
    return caught.value


def test_scans(tmp_path: Path) -> None:
    scan = "q 600 0 0 800 0 0 cm /Im Do Q "
    found = problem(tmp_path, pdf(lines("A page with more than twenty characters."), scan + at(50, 20, "2")))
    assert found.what == "is a scan without a text layer"
    assert found.where.endswith("page 2")
    recognised = texts(
        read(tmp_path, pdf(scan + "3 Tr " + lines("A page with more than twenty characters.")))
    )
    assert recognised == ["A page with more than twenty characters."]
    photo = "q 100 0 0 100 50 50 cm /Im Do Q "
    assert texts(read(tmp_path, pdf(photo + at(50, 500, "A photo")))) == ["A photo"]


def test_bad_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = pdf(lines("A page with some words."))
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    assert problem(tmp_path, b"").what == "is empty"
    assert problem(tmp_path, pdf("")).what == "is empty"
    assert problem(tmp_path, b"PK\x03\x04 and so on").what == "is no PDF document"
    assert problem(tmp_path, sound[:40]).what == "is damaged or cut off"
    assert problem(tmp_path, b"%PDF-1.7\n" + bytes(500)).what == "is damaged or cut off"
    assert problem(tmp_path, pdf(lines("Secret"), trailer=lock)).what == "is protected by a password"
    monkeypatch.setattr(reader, "MOST_CHARACTERS", 10)
    assert "characters" in problem(tmp_path, sound).what
    monkeypatch.setattr(reader, "MOST_PAGES", 1)
    assert problem(tmp_path, pdf("", "")).what == "has more than 1 pages"
    monkeypatch.setattr(reader, "LIMIT", 100)
    assert "larger" in problem(tmp_path, sound).what


def test_a_file_without_pages_is_a_problem(tmp_path: Path) -> None:
    assert problem(tmp_path, pdf()).what in ("is empty", "is damaged or cut off")


@pytest.mark.parametrize("name", ["form-2017-ruled-sans-letter", "notes-mixed-tagged"])
def test_damaged_files_are_documents_or_problems(tmp_path: Path, name: str) -> None:
    chance = random.Random(5)
    sound = (FIXTURES / f"{name}.pdf").read_bytes()
    for turn in range(25):
        data = bytearray(sound[: chance.randrange(len(sound))] if turn % 3 == 0 else sound)
        for _ in range(chance.choice((1, 10, 300))):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert read(tmp_path, bytes(data)).blocks
        except Problem as found:
            assert found.what and found.where and found.mend


def test_damaged_contents_are_documents_or_problems(tmp_path: Path) -> None:
    chance = random.Random(6)
    page = (
        lines("a- One item", "b- Another item")
        + "50 600 500 0.5 re f 50 500 0.5 100 re f 200 500 0.5 100 re S "
    )
    for _ in range(150):
        hurt = list(page)
        for _ in range(chance.choice((1, 3, 9))):
            hurt[chance.randrange(len(hurt))] = chance.choice("0123456789.-() /TjBETmcqQreSf")
        try:
            assert read(tmp_path, pdf("".join(hurt), page)).blocks
        except Problem as found:
            assert found.what and found.where and found.mend
