"""Scans: read by tesseract where it is installed, and said so where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from blocks import texts
from fuzzing import DOCUMENTS, faults
from gfmd_graph.errors import Problem
from gfmd_graph.read import ocr, scan
from gfmd_graph.read.ocr import Row
from gfmd_graph.read.reader import read_document
from gfmd_graph.reading import read_report

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract")


def scanned(folder: Path, form: str, pages: int | None = None) -> Path:
    """The pages of a form as pictures."""
    path = folder / f"{form}.pdf"
    source = pypdfium2.PdfDocument(DOCUMENTS / f"{form}.pdf")
    target = pypdfium2.PdfDocument.new()
    for index in range(pages or len(source)):
        width, height = source[index].get_size()
        picture = pypdfium2.PdfImage.new(target)
        picture.set_bitmap(source[index].render(scale=200 / 72, grayscale=True))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = target.new_page(width, height)
        page.insert_obj(picture)
        page.gen_content()
    target.save(path)
    return path


@needs_tesseract
def test_a_scanned_form_gives_the_statements_of_the_form(tmp_path: Path) -> None:
    path = scanned(tmp_path, "form-2018-serif-a4")
    document = read_document(path)
    assert faults(document) == []
    assert document.format == "scan" and not any(block.certain for block in document.blocks)
    assert {block.page for block in document.blocks} == {1, 2, 3}
    found = read_report(path)
    sound = read_report(DOCUMENTS / "form-2018-serif-a4.pdf")
    assert found.template == sound.template == "csd-2018"
    same = {statement.text for statement in found.statements} & {each.text for each in sound.statements}
    assert len(same) >= 0.8 * len(sound.statements)


@needs_tesseract
def test_bullets_come_back(tmp_path: Path) -> None:
    found = texts(read_document(scanned(tmp_path, "form-2017-ruled-sans-letter", pages=1)))
    assert sum(text.startswith("    • ") for text in found) == 5


def row(text: str, left: int = 100, paragraph: int = 1) -> Row:
    return Row(tuple(text.split()), (1, paragraph), left, 10 * len(text))


def test_signs_that_are_bullets_and_words_that_are_not() -> None:
    pages = [
        [
            row("e Desks in Peru"),
            row("e Cards"),
            row("© Maps"),
            row("e allí"),
            row("«  Oui » dit-elle", left=300),
        ],
        [row("o Lamps", left=104), row("2 Roads"), row("e Alone", left=500), row("- Dash", left=700)],
    ]
    first, second = scan.with_bullets(pages)
    assert [each.words[0] for each in first] == ["•", "•", "•", "e", "«"]
    assert [each.words[0] for each in second] == ["•", "2", "e", "-"]


def test_languages_are_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Problem, match="no tesseract is installed to read it; install") as caught:
        read_document(scanned(tmp_path, "form-2018-serif-a4", pages=1))
    assert "apt install tesseract-ocr tesseract-ocr-fra tesseract-ocr-spa" in caught.value.mend
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/tesseract")
    monkeypatch.setattr(ocr, "_languages", lambda program: frozenset({"eng"}))
    with pytest.raises(Problem, match="tesseract lacks fra and spa"):
        read_document(scanned(tmp_path, "form-2018-serif-a4", pages=1))


def program(folder: Path, script: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


TABLE = (
    r"printf 'level\tpage\tblock\tpar\tline\tword\tl\tt\tw\th\tconf\ttext\n"
    r"5\t1\t1\t1\t1\t1\t100\t0\t90\t9\t96\t1.\n5\t1\t1\t1\t1\t2\t200\t0\t90\t9\t5\tDesks\n"
    r"5\t1\t1\t1\t2\t1\t400\t0\t90\t9\t3\t~\n5\t1\t1\t1\t2\t2\t400\t0\t90\t9\t90\t|\n"
    r"5\t1\t1\t2\t1\t1\t140\t0\t90\t9\t90\tin\n4\t1\t1\t2\t1\t1\t140\t0\t90\t9\t-1\t\n'"
)


def test_the_table_of_tesseract_becomes_lines(tmp_path: Path) -> None:
    rows = ocr.recognised(program(tmp_path, f"cat >/dev/null; {TABLE}"), b"P5 1 1 255\n\0", 200, "x")
    assert [(each.text, each.left, each.width, each.paragraph) for each in rows] == [
        ("1. Desks", 100, 190, (1, 1)),
        ("in", 140, 90, (1, 2)),
    ]


def test_a_tesseract_that_fails_or_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Problem, match="could not be recognised"):
        ocr.recognised(program(tmp_path, "exit 1"), b"", 200, "x")
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 0.2)
    with pytest.raises(Problem, match="takes more than"):
        ocr.recognised(program(tmp_path, "exec sleep 5"), b"", 200, "x")


def test_running_lines_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = iter(
        [[row("Head"), row("Desks"), row("Page 1 of 2")], [row("Head"), row("Cards"), row("Page 2 of 2")]]
    )
    monkeypatch.setattr(scan, "program", lambda where: "tesseract")
    monkeypatch.setattr(scan, "recognised", lambda *arguments: next(pages))
    document = scan.read(scanned(tmp_path, "form-2018-serif-a4", pages=2))
    assert texts(document) == ["Desks", "Cards"]


def test_many_pages_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "program", lambda where: "tesseract")
    monkeypatch.setattr(scan, "MOST_PAGES", 1)
    with pytest.raises(Problem, match="is a scan of more than 1 pages; split it"):
        scan.read(scanned(tmp_path, "form-2018-serif-a4", pages=2))
