"""Archives and mails as folders: every report in them is found and read, and nothing is put anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from fuzzing import DOCUMENTS, MARKDOWN, PAGE, mail
from gfmd_graph.errors import Problem
from gfmd_graph.read import archive as reader
from gfmd_graph.read import containers
from gfmd_graph.read.reader import read_document
from gfmd_graph.reading import read_report
from gfmd_graph.register import entries

FORM = (DOCUMENTS / "form-2018-serif-a4.docx").read_bytes()
TEXT = b"Papers for all."


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def written(folder: Path, files: dict[str, bytes], name: str = "all.zip") -> Path:
    path = folder / name
    path.write_bytes(zipped(files))
    return path


def test_every_report_in_an_archive_has_an_entry(tmp_path: Path) -> None:
    files = {
        "theme/form.docx": FORM,
        "b.txt": TEXT,
        "table.xlsx": b"x",
        "__MACOSX/._b.txt": b"x",
        ".hidden.txt": b"x",
        "theme/~$form.docx": b"x",
        "letter.eml": mail("Dear all", page_html=PAGE.encode()),
        "plain.eml": mail(),
        "inner.zip": zipped({"deep/c.md": MARKDOWN.encode()}),
        "reports.csv": b"file,id,year,title\ntheme/form.docx,the-form,2018,A title\n",
    }
    found, problems = entries([written(tmp_path, files)])
    assert problems == []
    assert {entered.source: entered.iri.rpartition("/")[2] for _, entered in found} == {
        "all.zip/theme/form.docx": "the-form",
        "all.zip/b.txt": "b",
        "all.zip/letter.eml/page.html": "page",
        "all.zip/plain.eml": "plain",
        "all.zip/inner.zip/deep/c.md": "c",
    }
    assert {entered.year for _, entered in found} == {None, 2018}
    assert all(read_document(path).text for path, _ in found)


def test_a_packed_report_reads_as_the_file_itself(tmp_path: Path) -> None:
    path = written(tmp_path, {"theme/form.docx": FORM})
    itself = read_document(DOCUMENTS / "form-2018-serif-a4.docx")
    assert read_document(path / "theme/form.docx") == read_document(path) == itself
    assert read_report(path).source == "all.zip/theme/form.docx"


def test_the_register_beside_an_archive_beats_the_one_in_it(tmp_path: Path) -> None:
    written(tmp_path, {"b.txt": TEXT, "reports.csv": b"file,id\nb.txt,inner\n"})
    assert entries([tmp_path])[0][0][1].iri.endswith("/inner")
    (tmp_path / "reports.csv").write_text("file,id\nall.zip,whole\n")
    assert entries([tmp_path])[0][0][1].iri.endswith("/inner")
    (tmp_path / "reports.csv").write_text("file,id\nall.zip/b.txt,outer\n")
    assert entries([tmp_path])[0][0][1].iri.endswith("/outer")


def test_a_row_for_an_archive_with_one_report_is_its_row(tmp_path: Path) -> None:
    written(tmp_path, {"b.txt": TEXT})
    (tmp_path / "reports.csv").write_text("file,id\nall.zip,whole\n")
    assert entries([tmp_path])[0][0][1].iri.endswith("/whole")


def test_a_bad_archive_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"no archive")
    written(tmp_path, {"b.txt": TEXT, "inner.zip": b"no archive", "reports.csv": b"no,name\n1,2\n"})
    found, problems = entries([tmp_path])
    assert [entered.source for _, entered in found] == ["all.zip/b.txt"]
    assert sorted(problem.where.removeprefix(str(tmp_path)) for problem in problems) == [
        "/all.zip/inner.zip",
        "/all.zip/reports.csv, line 1",
        "/bad.zip",
    ]


def test_a_fault_is_told_of_the_packed_file(tmp_path: Path) -> None:
    path = written(tmp_path, {"theme/form.docx": FORM[:2000]})
    with pytest.raises(Problem) as caught:
        read_document(path / "theme/form.docx")
    assert caught.value.where == f"{path}/theme/form.docx"


def test_names_that_are_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, {"b.txt": TEXT, "c.txt": TEXT})
    for name in ("d.txt", "b.txt/e.txt", "../all.zip/x.txt"):
        with pytest.raises(Problem, match="does not exist"):
            read_document(path / name)
    with pytest.raises(Problem, match="holds 2 reports; name one"):
        read_document(path)
    with pytest.raises(Problem, match="holds 2 reports; name one"):
        read_report(path)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\nb.txt", "a\N{REPLACEMENT CHARACTER}b.txt"),
        ("a\u202eb.txt", "a\N{REPLACEMENT CHARACTER}b.txt"),
        ("./x//y/./a.txt", "x/y/a.txt"),
        ("../..", ""),
    ],
)
def test_names_lead_nowhere_else(name: str, safe: str, tmp_path: Path) -> None:
    assert reader.safe_name(name) == safe
    path = written(tmp_path, {name: TEXT})
    assert reader.names(path) == ([safe] if safe else [])
    assert all(read_document(found).text == TEXT.decode() for found in containers.reports(path)[0])
    assert [each.name for each in tmp_path.iterdir()] == ["all.zip"]


def test_names_in_utf8_that_do_not_say_so(tmp_path: Path) -> None:
    data = zipped({"r\N{LATIN SMALL LETTER E WITH ACUTE}.txt": TEXT})
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(signature) + at
        data = data[:start] + b"\0\0" + data[start + 2 :]
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    assert reader.names(path) == ["r\N{LATIN SMALL LETTER E WITH ACUTE}.txt"]


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", TEXT)
    assert reader.names(path) == ["b.txt"]


def test_archives_in_archives_in_archives_are_not_opened(tmp_path: Path) -> None:
    inner = zipped({"c.txt": TEXT})
    path = written(tmp_path, {"b.txt": TEXT, "one.zip": zipped({"two.zip": inner, "d.txt": TEXT})})
    found, problems = containers.reports(path)
    assert [each.relative_to(path).as_posix() for each in found] == ["b.txt", "one.zip/d.txt"]
    assert [str(problem) for problem in problems] == [
        f"{path}/one.zip/two.zip: is packed too deeply; unpack it."
    ]


def test_a_mail_in_an_archive_in_an_archive(tmp_path: Path) -> None:
    path = written(tmp_path, {"one.zip": zipped({"letter.eml": mail("x", b_txt=TEXT)})})
    found, problems = containers.reports(path)
    assert [each.relative_to(path).as_posix() for each in found] == ["one.zip/letter.eml/b.txt"]
    assert problems == [] and read_document(found[0]).text == TEXT.decode()


def locked(data: bytes) -> bytes:
    """The bit that says that a file is encrypted, set in the directory and before the data."""
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(signature) + at
        data = data[:start] + bytes([data[start] | 1]) + data[start + 1 :]
    return data


def lying() -> bytes:
    """An archive whose directory names a smaller size than there is."""
    data = zipped({"a.txt": b"papers " * 1_000})
    start = data.index(b"PK\x01\x02") + 24
    return data[:start] + (100).to_bytes(4, "little") + data[start + 4 :]


BAD = {
    "empty": (b"", "is empty"),
    "cut off": (zipped({"a.txt": TEXT})[:-30], "damaged, cut off or no zip archive"),
    "locked": (locked(zipped({"a.txt": TEXT})), "protected by a password"),
    "nothing": (zipped({}), "holds no report"),
    "no report": (zipped({"a.xlsx": TEXT}), "holds no report"),
    "bomb": (zipped({"a.txt": b"\0" * 60_000_000}), "zip bomb"),
    "lying": (lying(), "damaged"),
    "many": (zipped({f"{number}.txt": TEXT for number in range(2_001)}), "holds more than 2,000 files"),
    "directory": (
        zipped({f"{number:0200}.txt": b"" for number in range(9_000)}),
        "holds more than 2,000 files",
    ),
    "64 bit": (b"PK\x06\x07" + b"\0" * 16 + b"PK\x05\x06" + b"\0" * 18, "holds more than 2,000 files"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_archives_are_a_problem(case: str, tmp_path: Path) -> None:
    data, sentence = BAD[case]
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    with pytest.raises(Problem, match=sentence):
        read_document(path)


def test_a_large_file_in_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_FILE_BYTES", 10)
    with pytest.raises(Problem, match=r"b\.txt: is larger than"):
        read_document(written(tmp_path, {"b.txt": TEXT}))


def test_no_temporary_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = written(tmp_path, {"one.zip": zipped({"a.docx": FORM, "b.docx": b"PK\x03\x04 no"})})
    for report in containers.reports(path)[0]:
        try:
            read_document(report)
        except Problem as problem:
            assert problem.where.endswith("one.zip/b.docx")
    assert list(temporary.iterdir()) == []
