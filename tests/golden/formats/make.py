"""Writes the files of this folder from their wording: python tests/golden/formats/make.py [CASE]...

Needs python-docx and LibreOffice (the program soffice); the tests need neither. The expected statements are
not made: each expected.jsonl was written by hand from the wording, before any reader had seen the files.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from format_cases import CASES, LISTS, NESTED, Entry, entries, tables  # noqa: E402

SHAPES = {
    "a-": ("lowerLetter", "%1-"), "a)": ("lowerLetter", "%1)"),
    "1.": ("decimal", "%1."), "1)": ("decimal", "%1)"),
    "•": ("bullet", "\uf0b7"), "-": ("bullet", "-"), "i.": ("lowerRoman", "%2."), "--": ("bullet", "-"),
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a case is set: its page, whether tables have rules, labels are typed, headings have a style."""

    font: str = "Liberation Sans"
    size: float = 11
    page: tuple[float, float] = (210, 297)
    ruled: bool = True
    typed: bool = False
    styled: bool = False
    tagged: bool = False
    more: tuple[str, ...] = ()
    text: str = "wrapped"


LOOKS = {
    "csd-2017-en": Look(more=("html",), text="office"),
    "csd-2017-fr": Look("Liberation Serif", 12, ruled=False, more=("md", "zip:pdf"), text="windows"),
    "csd-2017-es": Look(size=12, page=(215.9, 279.4), tagged=True, more=("eml:text",), text="utf16"),
    "csd-2018-en": Look("Liberation Serif", 13, more=("page", "eml:docx"), text="pages"),
    "csd-2018-fr": Look(size=12.5, more=("md",), text="office"),
    "csd-2018-es": Look(size=12, page=(215.9, 279.4), typed=True, more=("html", "eml:html", "zip:docx")),
    "unseen-en": Look(styled=True, more=("page", "md")),
    "unseen-fr": Look("Liberation Serif", 12, styled=True, tagged=True, more=("md", "eml:both")),
    "unseen-es": Look(size=13, more=("html", "eml:pdf", "zip:odt"), text="office"),
}  # fmt: skip
HEADERS = {"en": "Civil Society Days – notes of the rapporteur",
           "fr": "Journées de la société civile – notes",
           "es": "Días de la Sociedad Civil – notas"}  # fmt: skip


def main() -> None:
    for case in CASES:
        if not sys.argv[1:] or case.name in sys.argv[1:]:
            make(case, LOOKS[case.name])


def make(case: Path, look: Look) -> None:
    """All files of one case."""
    found = list(entries(case))
    word(case, found, look)
    options = ':writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' if look.tagged else ""
    convert(case / "report.docx", f"pdf{options}")
    convert(case / "report.docx", "odt")
    if look.text == "office":
        convert(case / "report.docx", "txt:Text (encoded):UTF8")
    else:
        plain(case / "report.txt", found, look.text)
    for each in look.more:
        kind, _, inner = each.partition(":")
        MAKERS[kind](case, found, inner)


def convert(document: Path, kind: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        settings = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = ["soffice", settings, "--headless", "--convert-to", kind, "--outdir", str(document.parent)]
        subprocess.run([*command, str(document)], check=True, stdout=subprocess.DEVNULL, timeout=300)


class _Word:
    """One Word document: automatic lists, tables, a running header and a page number at the foot."""

    def __init__(self, look: Look, header: str) -> None:
        self.document = docx.Document()
        self.look = look
        self.above = ""
        self.lists = [0, 0]
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = look.font, Pt(look.size)
        style.paragraph_format.space_after = Pt(7)
        style.paragraph_format.widow_control = False  # so that items break over pages at any line
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(side) for side in look.page)
        section.header.paragraphs[0].text = header
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        foot._p.append(parse_xml(field))

    def add(self, rows: list[Entry]) -> None:
        entry = rows[0]
        if entry.cells:
            self._table(rows)
        elif entry.kind == "h" and self.look.styled:
            self.document.add_heading(entry.text, 0 if not self.above else 2)
        elif entry.kind in LISTS:
            self._item(entry)
        else:
            self.document.add_paragraph().add_run(entry.text).bold = entry.kind == "h"
        self.above = entry.kind

    def _item(self, entry: Entry) -> None:
        if self.look.typed:
            self.document.add_paragraph(f"{entry.label} {entry.text}")
            return
        level = int(entry.kind in NESTED)
        if (level and self.above not in NESTED) or (not level and self.above not in {entry.kind, *NESTED}):
            self.lists[level] = self._numbering(level, *SHAPES[entry.kind])
        paragraph = self.document.add_paragraph(entry.text)
        numbering = f'<w:ilvl w:val="{level}"/><w:numId w:val="{self.lists[level]}"/>'
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{numbering}</w:numPr>"))

    def _numbering(self, level: int, shape: str, text: str) -> int:
        root = self.document.part.numbering_part.element
        number = 200 + len(root)
        font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>'
        shown = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{360 * (level + 2)}" w:hanging="360"/></w:pPr>'
            f"{font if text == chr(0xF0B7) else ''}</w:lvl></w:abstractNum>"
        )
        root.insert(0, parse_xml(shown))
        named = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        root.append(parse_xml(named))
        return number

    def _table(self, rows: list[Entry]) -> None:
        columns = len(rows[0].cells)
        table = self.document.add_table(len(rows), columns)
        table.style = "Table Grid" if self.look.ruled else "Normal Table"
        for row, entry in enumerate(rows):
            for column, paragraphs in enumerate(entry.cells):
                cell = table.cell(row, column)
                for place, words in enumerate(paragraphs):
                    paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                    run = paragraph.add_run(words)
                    run.bold = (entry.kind == "T" and not row) or (entry.kind == "q" and not column)
                if columns == 2:
                    cell.width = Mm((50, 110)[column])


def word(case: Path, found: list[Entry], look: Look) -> None:
    made = _Word(look, HEADERS[case.name[-2:]])
    for rows in tables(found):
        made.add(rows)
    made.document.core_properties.author = "gfmd-graph"
    made.document.save(str(case / "report.docx"))


def lines_of(found: list[Entry], width: int = 80) -> list[str]:
    """The wording as somebody types it into a mail or an editor: wrapped, blank lines between the parts."""
    lines: list[str] = []
    above = ""
    for entry in found:
        if not (entry.kind in LISTS and above in LISTS) and not (entry.kind == above and entry.kind in "fT"):
            lines.append("")
        above = entry.kind
        if entry.kind == "T":
            lines.append(" | ".join(cell[0] for cell in entry.cells))
        elif entry.cells:
            for paragraph in (words for cell in entry.cells for words in cell):
                lines += textwrap.wrap(paragraph, width)
        elif entry.kind in LISTS:
            indent = "   " * (entry.kind in NESTED)
            inner = indent + " " * (len(entry.label) + 1)
            lines += textwrap.wrap(
                f"{entry.label} {entry.text}", width, initial_indent=indent, subsequent_indent=inner
            )
        else:
            lines += textwrap.wrap(entry.text, width)
    return lines[1:]


def plain(path: Path, found: list[Entry], habit: str) -> None:
    """A text file of one habit: wrapped UTF-8, Windows-1252, UTF-16 with long lines, or printed pages."""
    if habit == "windows":
        tight = "\n".join(lines_of(found, 78)).replace(" ?", "\u00a0?").replace(" »", "\u00a0»")
        path.write_bytes(tight.replace("\n", "\r\n").encode("cp1252"))
    elif habit == "utf16":
        path.write_text("\n".join(lines_of(found, 10_000)) + "\n", "utf-16")
    elif habit == "pages":
        lines = lines_of(found, 72)
        pages = [lines[start : start + 40] for start in range(0, len(lines), 40)]
        printed = [[*page, "", f"Page {number}"] for number, page in enumerate(pages, 1)]
        path.write_text("\f".join("\n".join(page) + "\n" for page in printed), "utf-8-sig")
    else:
        path.write_text("\n".join(lines_of(found)) + "\n", "utf-8")


def markdown(case: Path, found: list[Entry], _: str) -> None:
    """Headings with #, labels as typed, tables with pipes."""
    lines: list[str] = []
    above = ""
    for rows in tables(found):
        entry = rows[0]
        if not (entry.kind in LISTS and above in LISTS):
            lines.append("")
        above = entry.kind
        if entry.kind == "h":
            lines.append(f"{'##' if lines[1:] else '#'} {entry.text}")
        elif entry.cells:
            lines += _pipes(rows)
        elif entry.kind in LISTS:
            label = {"•": "*", "a)": "-", "a-": "-"}.get(entry.kind, entry.label)
            lines.append(f"{'   ' * (entry.kind in NESTED)}{label} {entry.text}")
        else:
            lines.append(entry.text)
    (case / "report.md").write_text("\n".join(lines[1:]) + "\n", "utf-8")


def _pipes(rows: Sequence[Entry]) -> list[str]:
    shown = ["| " + " | ".join("<br>".join(cell) for cell in entry.cells) + " |" for entry in rows]
    columns = len(rows[0].cells)
    rule = "|" + " --- |" * columns
    if rows[0].kind == "T":
        return [shown[0], rule, *shown[1:]]
    return ["|" + "  |" * columns, rule, *shown]


def body(found: list[Entry]) -> str:
    """The wording as the HTML that a person or a programme writes: h2, p, ol, ul and table."""
    parts: list[str] = []
    opened: list[str] = []
    for rows in tables(found):
        entry = rows[0]
        depth = 0 if entry.kind not in LISTS else 1 + (entry.kind in NESTED)
        while len(opened) > depth:
            parts.append(f"</li></{opened.pop()}>")
        if depth:
            if len(opened) < depth:
                tag, kind = _list_tag(entry.kind)
                parts.append(f"<{tag}{kind}>")
                opened.append(tag)
            else:
                parts.append("</li>")
            parts.append(f"<li>{html.escape(entry.text, quote=False)}")
        elif entry.cells:
            parts.append(f"<table border>{''.join(map(_row, rows))}</table>")
        else:
            tag = "h2" if entry.kind == "h" else "p"
            parts.append(f"<{tag}>{html.escape(entry.text, quote=False)}</{tag}>")
    parts += [f"</li></{tag}>" for tag in reversed(opened)]
    return "\n".join(parts)


def _list_tag(kind: str) -> tuple[str, str]:
    if kind[0] in "a1i":
        return "ol", f' type="{kind[0]}"' if kind[0] != "1" else ""
    return "ul", ""


def _row(entry: Entry) -> str:
    cells = ("".join(f"<p>{html.escape(words, quote=False)}</p>" for words in cell) for cell in entry.cells)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def office_page(case: Path, _: list[Entry], __: str) -> None:
    convert(case / "report.docx", "html")
    for picture in case.glob("*.png"):
        picture.unlink()


def web_page(case: Path, found: list[Entry], _: str) -> None:
    """A page of a site: the report between a menu, a line on cookies and a footer."""
    (case / "report.html").write_text(
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>Report</title></head><body>\n"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/reports">All reports</a></li></ul></nav>\n'
        '<div class="cookie-banner">This site uses cookies. <button>Accept</button></div>\n'
        f"<main>\n{body(found)}\n</main>\n"
        "<footer><p>Contact</p><p>Subscribe to our newsletter</p></footer>\n</body></html>\n",
        "utf-8",
    )


GREETINGS = {"en": ("Dear colleagues,", "please find our report attached.", "Kind regards,"),
             "fr": ("Chers collègues,", "voici notre compte rendu.", "Bien cordialement,"),
             "es": ("Estimados colegas:", "les envío nuestro informe.", "Saludos cordiales,")}  # fmt: skip


def mail(case: Path, found: list[Entry], kind: str) -> None:
    """A mail: the report as its text, as its page, as both, or attached."""
    hello, says, bye = GREETINGS[case.name[-2:]]
    made = EmailMessage()
    made["From"], made["To"] = "Ana Example <ana@example.org>", "secretariat@example.org"
    made["Subject"], made["Date"] = "Report of the session", "Mon, 10 Dec 2018 10:00:00 +0100"
    written = "\n".join([hello, "", *lines_of(found, 74), "", bye, "", "Ana Example", "+32 000 00 00", ""])
    page = f"<html><body><p>{hello}</p>\n{body(found)}\n<p>{bye}</p><p>Ana Example</p></body></html>\n"
    if kind == "text":
        made.set_content(written, cte="quoted-printable")
    elif kind == "both":
        made.set_content(written, cte="8bit")
        made.add_alternative(page, subtype="html")
    elif kind == "html":
        made.set_content(page, subtype="html", cte="base64")
    else:
        made.set_content(f"{hello}\n\n{says}\n\n{bye}\nAna Example\n")
        data = (case / f"report.{kind}").read_bytes()
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"report.{kind}")
    (case / "report.eml").write_bytes(made.as_bytes(policy=SMTP))


def archive(case: Path, _: list[Entry], inner: str) -> None:
    """An archive of one report in a folder, with what packers leave beside it."""
    with zipfile.ZipFile(case / "report.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(case / f"report.{inner}", f"session/report of the day.{inner}")
        packed.writestr("__MACOSX/session/._report of the day", b"\0\5\26\7")
        packed.writestr("session/photo.jpg", b"\xff\xd8\xff\xe0 no picture")


MAKERS: dict[str, Callable[[Path, list[Entry], str], None]] = {
    "html": office_page, "page": web_page, "md": markdown, "eml": mail, "zip": archive,
}  # fmt: skip

if __name__ == "__main__":
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice (soffice) is needed to write these files")
    main()
