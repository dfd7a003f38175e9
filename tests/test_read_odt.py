"""OpenDocument texts: what LibreOffice shows is in the blocks, and no bad file makes more than a Problem."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from blocks import rows, texts
from fuzzing import DOCUMENTS
from gfmd_graph.errors import Problem
from gfmd_graph.read import odt as reader

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{short}="{OASIS}{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)
KIND = "application/vnd.oasis.opendocument.text"


def packed(
    folder: Path, body: str, styles: str = "", prolog: str = "", kind: str = KIND, **parts: str
) -> Path:
    """A small .odt: the XML of its body and automatic styles, and other parts by name."""
    path = folder / "report.odt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml",
            f"{prolog}<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def read(folder: Path, body: str, styles: str = "", **parts: str) -> list[str]:
    return texts(reader.read(packed(folder, body, styles, **parts)))


def item(words: str, more: str = "", attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{words}</text:p>{more}</text:list-item>"


START = "text:start-value='26'"


def numbers(name: str, *levels: str) -> str:
    made = "".join(
        f'<text:list-level-style-number text:level="{index}" {level}/>'
        for index, level in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{made}</text:list-style>'


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.odt")), ids=lambda path: path.stem)
def test_what_libreoffice_made_of_a_word_file_has_its_blocks(path: Path) -> None:
    document = reader.read(path)
    assert rows(document) == json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert all(block.certain and block.page is None for block in document.blocks)


def test_there_are_files_to_read() -> None:
    assert len(list(DOCUMENTS.glob("*.odt"))) == 5


def test_white_space_and_signs(tmp_path: Path) -> None:
    body = (
        "<text:p>  a \n b<text:s text:c='2'/>c<text:tab/>d<text:line-break/> e"
        "<text:span> f</text:span></text:p>"
        "<text:p>x<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note>y"
        "<office:annotation><text:p>comment</text:p></office:annotation></text:p>"
        "<text:p><text:placeholder text:placeholder-type='text'>&lt;type here&gt;</text:placeholder></text:p>"
    )
    assert read(tmp_path, body) == ["a b  c\td\ne f", "xy"]


def test_labels_of_numbers_letters_and_nested_lists(tmp_path: Path) -> None:
    styles = numbers(
        "L",
        'style:num-format="1" style:num-suffix="."',
        'style:num-format="a" style:num-prefix="(" style:num-suffix=")"',
        'style:num-format="i" text:display-levels="3" text:start-value="4"',
    )
    deep = f"<text:list>{item('c')}{item('d')}</text:list>"
    deeper = f"<text:list>{item('b', deep)}{item('e')}</text:list>"
    body = f"<text:list text:style-name='L'>{item('a', deeper)}{item('f', deeper)}</text:list>"
    once = ["(a) b", "iv c", "v d", "(b) e"]
    found = read(tmp_path, body, styles)
    assert [text.replace("1.a.", "").replace("2.a.", "") for text in found] == ["1. a", *once, "2. f", *once]
    assert found[2] == "1.a.iv c" and found[7] == "2.a.iv c"


def test_lists_that_continue_and_that_start_anew(tmp_path: Path) -> None:
    styles = numbers("L", 'style:num-format="A" style:num-suffix="-"')
    body = (
        f"<text:list xml:id='one' text:style-name='L'>{item('a')}{item('b')}</text:list>"
        "<text:p>between</text:p>"
        f"<text:list text:style-name='L' text:continue-numbering='true'>{item('c')}</text:list>"
        f"<text:list text:style-name='L'>{item('anew')}</text:list>"
        f"<text:list text:style-name='L' text:continue-list='one'>{item('d')}</text:list>"
        f"<text:list text:style-name='L'>{item('z', attributes=START)}"
        f"{item('aa')}<text:list-header><text:p>no label</text:p></text:list-header></text:list>"
    )
    assert read(tmp_path, body, styles) == [
        "A- a", "B- b", "between", "C- c", "A- anew", "D- d", "Z- z", "AA- aa", "no label",
    ]  # fmt: skip


def test_a_second_paragraph_of_an_item_has_no_label(tmp_path: Path) -> None:
    bullet = (
        '<text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7" style:num-suffix="\uf0b7"/>'
    )
    styles = f'<text:list-style style:name="B">{bullet}</text:list-style>'
    body = f"<text:list text:style-name='B'>{item('one', '<text:p>more</text:p>')}{item('')}</text:list>"
    document = reader.read(packed(tmp_path, body, styles))
    assert texts(document) == ["• one", "more"]
    assert [block.label for block in document.blocks] == ["•", ""]


def test_a_list_style_of_the_paragraph_and_numbered_chapters(tmp_path: Path) -> None:
    styles = (
        numbers("L", 'style:num-format="1" style:num-suffix=")"')
        + '<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>'
    )
    outline = (
        f"<office:document-styles {SPACES}><office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style></office:styles></office:document-styles>"
    )
    body = (
        "<text:h text:outline-level='1'>First</text:h><text:h text:outline-level='2'>Sub</text:h>"
        "<text:h text:outline-level='1'>Second</text:h>"
        "<text:list><text:list-item><text:p text:style-name='P'>item</text:p></text:list-item></text:list>"
    )
    document = reader.read(packed(tmp_path, body, styles, styles_xml=outline))
    assert texts(document) == ["I. First", "I.1 Sub", "II. Second", "1) item"]
    assert [block.heading for block in document.blocks] == [True, True, True, False]


def test_bold_and_hidden_styles(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="S" style:family="paragraph"><style:text-properties fo:font-weight="bold"/>'
        '</style:style><style:style style:name="C" style:family="paragraph" style:parent-style-name="S"/>'
        '<style:style style:name="N" style:family="text"><style:text-properties fo:font-weight="normal"/>'
        '</style:style><style:style style:name="H" style:family="text"><style:text-properties '
        'text:display="none"/></style:style>'
    )
    body = (
        "<text:p text:style-name='C'>all bold</text:p>"
        "<text:p text:style-name='S'>partly <text:span text:style-name='N'>not</text:span></text:p>"
        "<text:p>seen<text:span text:style-name='H'> unseen</text:span></text:p>"
    )
    document = reader.read(packed(tmp_path, body, styles))
    assert texts(document) == ["all bold", "partly not", "seen"]
    assert [block.heading for block in document.blocks] == [True, False, False]


def test_tables_boxes_changes_and_contents(tmp_path: Path) -> None:
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Contents 1</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:p>before<draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame>"
        "</text:p>"
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format("table:number-columns-spanned='2'", "A")
        + "<table:covered-table-cell/>"
        + cell.format("", "B")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + "<table:table-cell table:number-columns-repeated='2'/>"
        + cell.format("", "C")
        + "</table:table-row></table:table>"
    )
    document = reader.read(packed(tmp_path, body))
    assert texts(document) == ["before", "in the box", "A", "B", "C"]
    assert [block.cell for block in document.blocks[2:]] == [(0, 0, 0), (0, 0, 2), (0, 1, 2)]


LOL = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
BAD = {
    "entities": ({"body": "<text:p>&b;</text:p>", "prolog": LOL}, "declares XML entities"),
    "a sheet": (
        {"body": "", "kind": "application/vnd.oasis.opendocument.spreadsheet"},
        "not an OpenDocument",
    ),
    "locked": (
        {"body": "<text:p>x</text:p>", "META-INF__manifest_xml": "<x:encryption-data/>"},
        "protected by a password",
    ),
    "deep": ({"body": "<text:section>" * 5_000 + "</text:section>" * 5_000}, "damaged"),
    "bomb": ({"body": "<text:p>" + "x" * 30_000_000 + "</text:p>"}, "zip bomb"),
    "parts": ({"body": "<text:p/>" * (reader.MOST_ELEMENTS + 1)}, "has more than"),
    "nothing": ({"body": "<text:p> </text:p>"}, "is empty"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_a_problem(case: str, tmp_path: Path) -> None:
    arguments, sentence = BAD[case]
    with pytest.raises(Problem, match=sentence):
        reader.read(packed(tmp_path, **arguments))


def test_a_word_file_with_the_wrong_name(tmp_path: Path) -> None:
    path = tmp_path / "report.odt"
    path.write_bytes((DOCUMENTS / "form-2018-serif-a4.docx").read_bytes())
    with pytest.raises(Problem, match="not an OpenDocument text"):
        reader.read(path)


def test_a_further_paragraph_of_an_item_goes_on_with_it(tmp_path: Path) -> None:
    inner = f"<text:list>{item('deeper')}</text:list>"
    body = f"<text:list>{item('one', '<text:p>more</text:p>' + inner)}</text:list><text:p>apart</text:p>"
    found = reader.read(packed(tmp_path, body))
    words = [text.split()[-1] for text in texts(found)]
    assert [(word, block.goes_on) for word, block in zip(words, found.blocks, strict=True)] == [
        ("one", False), ("more", True), ("deeper", False), ("apart", False),
    ]  # fmt: skip
