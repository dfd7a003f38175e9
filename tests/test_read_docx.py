"""Word documents: what is visible in Word is in the blocks, and no bad file makes more than a Problem."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks import rows, texts
from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read import docx as reader
from gfmd_graph.read import package
from gfmd_graph.read.numbering import FORMATS

FIXTURES = Path(__file__).parent / "fixtures" / "documents"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(tmp_path: Path, body: str, **parts: str) -> Path:
    """A small Word file: the body's XML, and other parts by name ("numbering", "styles")."""
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        relations = "".join(
            f'<Relationship Id="{part}" Type="{TYPES}/{part}" Target="{part}.xml"/>' for part in parts
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )
        for part, xml in parts.items():
            archive.writestr(f"word/{part}.xml", f"<w:{part} {SPACES}>{xml}</w:{part}>")
    return path


def read(tmp_path: Path, body: str, **parts: str) -> Document:
    return reader.read(packed(tmp_path, body, **parts))


def p(text: str, number: int | None = None, level: int = 0, more: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{numbering}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, extra: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{extra}'
    )


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.docx")), ids=lambda path: path.stem)
def test_forms_are_read_exactly(path: Path) -> None:
    document = reader.read(path)
    assert rows(document) == json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert all(block.certain and block.page is None for block in document.blocks)
    assert document.format == "docx"


def test_there_are_five_forms() -> None:
    assert len(list(FIXTURES.glob("*.docx"))) == 5


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1-", ["1-", "2-", "3-"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "(%1)", ["(A)", "(B)", "(C)"]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("upperRoman", "%1", ["I", "II", "III"]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("ordinal", "%1", ["1st", "2nd", "3rd"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("bullet", "\uf0a7", ["▪", "▪", "▪"]),
        ("none", "Question", ["Question", "Question", "Question"]),
        ("lowerLetter", "Question %1:", ["Question a:", "Question b:", "Question c:"]),
        ("chineseCounting", "%1.", ["1.", "2.", "3."]),
    ],
)
def test_labels(tmp_path: Path, form: str, text: str, labels: list[str]) -> None:
    document = read(tmp_path, p("x", 1) * 3, numbering=lists(level(0, form, text)))
    assert [block.label for block in document.blocks] == labels
    assert texts(document) == [f"{label} x" for label in labels]


def test_the_ring_of_courier_is_no_letter(tmp_path: Path) -> None:
    ring = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/>'
        '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr></w:lvl>'
    )
    assert texts(read(tmp_path, p("x", 1), numbering=lists(ring))) == ["◦ x"]


def test_letters_and_romans() -> None:
    assert [FORMATS["lowerLetter"](value) for value in (1, 26, 27, 53, 780, 781, 0)] == [
        "a",
        "z",
        "aa",
        "aaa",
        "z" * 30,
        "781",
        "0",
    ]
    assert [FORMATS["upperRoman"](value) for value in (4, 9, 14, 1999, 4000)] == [
        "IV",
        "IX",
        "XIV",
        "MCMXCIX",
        "4000",
    ]


def shown(tmp_path: Path, marks: list[tuple[int, int]], numbering: str) -> list[str]:
    body = "".join(p("x", number, index) for number, index in marks)
    return [block.label for block in read(tmp_path, body, numbering=numbering).blocks]


def test_deeper_levels_restart(tmp_path: Path) -> None:
    two = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    marks = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]
    assert shown(tmp_path, marks, two) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_a_level_may_go_on(tmp_path: Path) -> None:
    two = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'))
    assert shown(tmp_path, [(1, 0), (1, 1), (1, 0), (1, 1)], two) == ["1.", "a)", "2.", "b)"]


def test_a_level_used_first_shows_the_start_of_the_one_above(tmp_path: Path) -> None:
    two = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert shown(tmp_path, [(1, 1)], two) == ["1.1"]


def test_lists_share_counts_unless_they_start_afresh(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperLetter", "%1)")
        + "</w:lvlOverride></w:num>"
    )
    marks = [(1, 0), (2, 0), (3, 0), (3, 0), (4, 0)]
    labels = shown(tmp_path, marks, lists(level(0, "decimal", "%1."), extra=more))
    assert labels == ["1.", "2.", "5.", "6.", "G)"]


def test_start_and_unknown_lists(tmp_path: Path) -> None:
    numbering = lists(level(0, "lowerLetter", "%1-", start=3))
    assert shown(tmp_path, [(1, 0), (9, 0), (1, 5), (1, 0)], numbering) == ["c-", "", "", "d-"]


def test_numbering_of_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="sub"><w:basedOn w:val="item"/></w:style>'
    )
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2-", '<w:pStyle w:val="item"/>'))
    body = p("x", more='<w:pStyle w:val="item"/>') + p("x", more='<w:pStyle w:val="sub"/>')
    off = '<w:pStyle w:val="item"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read(tmp_path, body + p("x", more=off), numbering=numbering, styles=styles)
    assert [(block.label, block.level) for block in document.blocks] == [("a-", 1), ("b-", 1), ("", 0)]


def test_numbering_behind_a_list_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="mine"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    linked = (
        '<w:num w:numId="5"><w:abstractNumId w:val="8"/></w:num>'
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="mine"/></w:abstractNum>'
    )
    numbering = lists(level(0, "decimal", "%1)"), extra=linked)
    assert texts(read(tmp_path, p("x", 5), numbering=numbering, styles=styles)) == ["1) x"]


def test_empty_items_count_and_are_no_blocks(tmp_path: Path) -> None:
    numbering = lists(level(0, "decimal", "%1."))
    assert texts(read(tmp_path, p("x", 1) + p("", 1) + p("y", 1), numbering=numbering)) == ["1. x", "3. y"]


def test_characters(tmp_path: Path) -> None:
    run = (
        '<w:p><w:r><w:tab/><w:t xml:space="preserve">self</w:t><w:noBreakHyphen/>'
        "<w:t>help\u00a0and</w:t><w:softHyphen/>"
        '<w:br/><w:t>two\nwords</w:t><w:tab/><w:br w:type="page"/><w:sym w:font="Symbol" w:char="F0B7"/>'
        '<w:sym w:char="zz"/><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>"
        "<m:oMath><m:r><m:t>=2</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(read(tmp_path, run)) == ["self-help\u00a0and\u00ad\ntwo words\t•=2"]


def test_changes_are_accepted(tmp_path: Path) -> None:
    numbering = lists(level(0, "decimal", "%1."))
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        "<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>to</w:t></w:r></w:moveTo></w:p>"
        + p("first", 1)
        + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        + gone
        + "</w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
        + p("joined ", more=gone)
        + p("item", 1)
    )
    assert texts(read(tmp_path, body, numbering=numbering)) == ["into", "1. first", "2. joined item"]


def test_controls_links_and_fields(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    inline = (
        "<w:p><w:hyperlink>"
        + run.format("a")
        + "</w:hyperlink><w:sdt><w:sdtContent>"
        + run.format("b")
        + "</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run.format("Click")
        + "</w:sdtContent></w:sdt><w:fldSimple>"
        + run.format("c")
        + "</w:fldSimple></w:p>"
    )
    inner = f"<w:sdt><w:sdtContent>{p('e')}</w:sdtContent></w:sdt>"
    outer = f"<w:sdt><w:sdtContent>{p('d')}{inner}</w:sdtContent></w:sdt>"
    assert texts(read(tmp_path, inline + outer)) == ["abc", "d", "e"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("boxed") + "</w:txbxContent>"
    both = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        "<w:t>anchor</w:t></w:r></w:p>"
    )
    old = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert texts(read(tmp_path, both + old)) == ["anchor", "boxed", "boxed"]


def test_tables(tmp_path: Path) -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    nested = f"<w:tbl><w:tr>{cell(p('n1'))}{cell(p('n2'))}</w:tr></w:tbl>"
    body = (
        p("before")
        + "<w:tbl><w:tr>"
        + cell(p("wide"), '<w:gridSpan w:val="2"/>')
        + cell(p("tall"), '<w:vMerge w:val="restart"/>')
        + "</w:tr><w:tr>"
        + cell(p("a") + p("b"))
        + cell(nested + p("after"))
        + cell(p(""), "<w:vMerge/>")
        + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
        + cell(p("deleted"))
        + "</w:tr><w:sdt><w:sdtContent><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + cell(p("c"))
        + "</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    document = read(tmp_path, body)
    found = list(zip(texts(document), (block.cell for block in document.blocks), strict=True))
    assert found == [
        ("before", None),
        ("wide", (0, 0, 0)),
        ("tall", (0, 0, 2)),
        ("a", (0, 1, 0)),
        ("b", (0, 1, 0)),
        ("n1", (1, 0, 0)),
        ("n2", (1, 0, 1)),
        ("after", (0, 1, 1)),
        ("c", (0, 2, 1)),
    ]
    assert document.text.startswith("before\n\nwide\n\ntall\n\na\nb\n\nn1")


def test_headings(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="o"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r>{}</w:p>"
    body = (
        "".join(p("x", more=f'<w:pStyle w:val="{style}"/>') for style in ("h", "o", "b", "loop", "none"))
        + bold.format("<w:r><w:t> </w:t></w:r>")
        + bold.format("<w:r><w:t>plain</w:t></w:r>")
        + '<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    )
    document = read(tmp_path, body, styles=styles)
    assert [block.heading for block in document.blocks] == [
        True,
        True,
        True,
        False,
        False,
        True,
        False,
        False,
    ]


def test_the_strict_flavour(tmp_path: Path) -> None:
    path = packed(tmp_path, p("x"))
    with zipfile.ZipFile(path) as archive:
        xml = (
            archive.read("word/document.xml")
            .decode()
            .replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert texts(reader.read(path)) == ["x"]


def test_headers_and_notes_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Head"
    document.sections[0].footer.paragraphs[0].text = "Foot"
    document.add_paragraph("Body")
    document.save(str(tmp_path / "report.docx"))
    assert texts(reader.read(tmp_path / "report.docx")) == ["Body"]


def problem(path: Path) -> str:
    with pytest.raises(Problem) as caught:
        reader.read(path)
    assert caught.value.where == str(path)
    assert caught.value.mend
    return caught.value.what


def test_bad_files(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    sound = packed(tmp_path, p("x")).read_bytes()
    assert "does not exist" in problem(tmp_path / "none.docx")
    cases = {
        b"": "is empty",
        b"%PDF-1.4 and so on": "is not a Word document",
        b"Just text": "is not a Word document",
        sound[: len(sound) // 2]: "is damaged or cut off",
        b"PK\x03\x04": "is damaged or cut off",
        bytes.fromhex("d0cf11e0a1b11ae1")
        + "EncryptedPackage".encode("utf-16-le"): "is protected by a password",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600): "is in the old format of Word 97 to 2003",
    }
    for data, what in cases.items():
        path.write_bytes(data)
        assert problem(path) == what


def test_bad_parts(tmp_path: Path) -> None:
    assert problem(packed(tmp_path, "")) == "is empty"
    assert problem(packed(tmp_path, p(" "))) == "is empty"
    assert problem(packed(tmp_path, "<w:p>")) == "is damaged or cut off"
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert problem(path) == "is not a Word document"
    assert (
        problem(packed(tmp_path, "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300))
        == "is damaged or cut off"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
        f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&l8;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml.encode(encoding))
    assert "declares XML entities" in problem(path)


def test_zip_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = packed(tmp_path, p("x"))
    with zipfile.ZipFile(big, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zero.bin", bytes(30_000_000))
    assert problem(big) == "looks like a zip bomb"
    long = packed(tmp_path, p("x") + " " * 21_000_000)
    monkeypatch.setattr(package, "MOST_RATIO", 10**9)
    assert problem(long) == "looks like a zip bomb"
    many = packed(tmp_path, p("x"))
    monkeypatch.setattr(package, "MOST_ENTRIES", 3)
    with zipfile.ZipFile(many, "a") as archive:
        archive.writestr("another", "")
        archive.writestr("and another", "")
    assert problem(many) == "looks like a zip bomb"


def test_an_encrypted_entry(tmp_path: Path) -> None:
    path = packed(tmp_path, p("x"))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    path.write_bytes(bytes(data))
    assert problem(path) == "is protected by a password"


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co"]), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=8))
def test_each_block_is_its_paragraph(tmp_path: Path, paragraphs: list[tuple[str, bool]]) -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level(0, "decimal", "%1)")}</w:abstractNum>'
        ),
    )
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    expected, count = [], 0
    for text, item in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(text)
        if item:
            count += 1
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
            )
        if text.strip():
            expected.append(f"{count}) {text.strip()}" if item else text.strip())
    file = io.BytesIO()
    document.save(file)
    path = tmp_path / "report.docx"
    path.write_bytes(file.getvalue())
    if expected:
        read_back = reader.read(path)
        assert texts(read_back) == expected
        assert all(
            text.startswith(block.label) for text, block in zip(expected, read_back.blocks, strict=True)
        )
    else:
        assert problem(path) == "is empty"


def test_damaged_files_are_documents_or_problems(tmp_path: Path) -> None:
    chance = random.Random(7)
    path = tmp_path / "report.docx"
    sound = (FIXTURES / "form-2017-ruled-sans-letter.docx").read_bytes()
    for turn in range(60):
        data = bytearray(sound[: chance.randrange(len(sound))] if turn % 3 == 0 else sound)
        for _ in range(chance.choice((1, 10, 200))):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data))
        try:
            assert reader.read(path).blocks
        except Problem as found:
            assert found.what and found.where and found.mend


def test_damaged_xml_is_a_document_or_a_problem(tmp_path: Path) -> None:
    chance = random.Random(8)
    with zipfile.ZipFile(FIXTURES / "form-2017-ruled-sans-letter.docx") as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    for _ in range(60):
        hurt = chance.choice(["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"])
        data = bytearray(parts[hurt])
        for _ in range(chance.choice((1, 5))):
            data[chance.randrange(len(data))] = chance.choice(b"0189<>/\"' aw:\xff")
        path = tmp_path / "report.docx"
        with zipfile.ZipFile(path, "w") as archive:
            for entry, content in parts.items():
                archive.writestr(entry, bytes(data) if entry == hurt else content)
        try:
            assert reader.read(path).blocks
        except Problem as found:
            assert found.what and found.where and found.mend


def test_footnotes_stand_behind_the_text(tmp_path: Path) -> None:
    """They can be read with `show --raw`, and no item is made of them."""
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    note = f'<w:footnote w:id="1">{p("See the law of 2017.")}</w:footnote>'
    end = f'<w:endnote w:id="1">{p("An endnote.")}</w:endnote>'
    body = '<w:p><w:r><w:t>Brazil has a law</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    document = read(tmp_path, body, footnotes=separator + note, endnotes=end)
    assert texts(document) == ["Brazil has a law"]
    assert document.text == "Brazil has a law\n\nSee the law of 2017.\nAn endnote."


def test_a_paragraph_set_in_below_an_item_goes_on_with_it(tmp_path: Path) -> None:
    inset = '<w:ind w:left="720"/>'
    body = p("one", 1) + p("more", more=inset) + p("and more", more=inset) + p("two", 1) + p("apart")
    found = read(tmp_path, p("before", more=inset) + body, numbering=lists(level(0, "decimal", "%1.")))
    assert [(text, block.goes_on) for text, block in zip(texts(found), found.blocks, strict=True)] == [
        ("before", False), ("1. one", False), ("more", True), ("and more", True), ("2. two", False),
        ("apart", False),
    ]  # fmt: skip
