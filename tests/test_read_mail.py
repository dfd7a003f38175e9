"""Mails: the report that is attached or written in them, never who wrote to whom."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from blocks import texts
from fuzzing import PAGE, mail
from gfmd_graph.errors import Problem
from gfmd_graph.read import mail as reader
from gfmd_graph.read.correspondence import own_lines

REPORT = "1. What works?\na) Desks in Peru\n   and in Lima\nb) Cards in Mali"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "report.eml"
    path.write_bytes(data)
    return path


def body(folder: Path, text: str, subject: str = "Report") -> str:
    data = mail(text).replace(b"Subject: Report", f"Subject: {subject}".encode())
    return reader.read(written(folder, data)).text


def test_the_text_of_a_mail_is_lines_that_may_belong_together(tmp_path: Path) -> None:
    document = reader.read(
        written(tmp_path, mail(f"Dear Ms Muster,\n\n\n{REPORT}\n\nBest regards,\nAnna Beispiel\n"))
    )
    assert document.text == REPORT
    assert texts(document) == REPORT.split("\n")
    assert not any(block.certain for block in document.blocks)
    assert document.format == "eml"


AROUND = {
    "en": ("Dear all,\n\n", "\n\nBest regards,\n\nAnna Beispiel\nExample Network\n+41 22 000 00 00\n"),
    "fr": ("Chère Anna,\n\n", "\n\nBien cordialement,\nAnna Beispiel\n"),
    "es": ("Estimada Anna:\n\n", "\n\nUn saludo,\nAnna Beispiel\nRed de Ejemplo\n"),
    "dashes": ("Hi Anna!\n", "\n-- \nAnna Beispiel\n"),
    "phone": ("", "\n\nSent from my phone\n"),
    "confidential": ("", "\n\nThis message is confidential and meant for Anna Beispiel.\n"),
    "quoted": (
        "",
        "\n\nOn Mon, 3 Dec 2018 at 10:00, Anna Beispiel <anna@example.org> wrote:\n> Send it\n>> now\n",
    ),
    "wrapped": ("", "\n\nOn Mon, 3 Dec 2018 at 10:00, Anna Beispiel <anna@example.org>\nwrote:\n> Send it\n"),
    "quoted fr": ("", "\n\nLe lun. 3 déc. 2018 à 10:00, Anna Beispiel a écrit :\n> Envoyez\n"),
    "quoted es": ("", "\n\nEl lun, 3 dic 2018 a las 10:00, Anna Beispiel escribió:\n> Mande\n"),
    "original": ("", "\n\n-----Original Message-----\nFrom: Anna Beispiel\nTo: Bob\n\nSend it\n"),
    "original fr": ("", "\n\n-----Message d'origine-----\nDe : Anna Beispiel\n\nEnvoyez\n"),
    "original es": ("", "\n\n-----Mensaje original-----\nDe: Anna Beispiel\n\nMande\n"),
    "outlook": ("", "\n\nFrom: Anna Beispiel\nSent: Monday\nTo: Bob\nSubject: x\n\nSend it\n"),
    "outlook fr": ("", "\n\nDe : Anna Beispiel\nEnvoyé : lundi\nÀ : Bob\nObjet : x\n\nEnvoyez\n"),
    "outlook es": ("", "\n\nDe: Anna Beispiel\nEnviado el: lunes\nPara: Bob\nAsunto: x\n\nMande\n"),
    "answered": ("> Will you send it?\n\n", "\n"),
}


@pytest.mark.parametrize("case", AROUND)
def test_what_is_around_the_report_is_left_out(case: str, tmp_path: Path) -> None:
    before, after = AROUND[case]
    assert body(tmp_path, before + REPORT + after) == REPORT


def test_answers_below_quoted_lines_are_read(tmp_path: Path) -> None:
    text = f"On Mon, 3 Dec 2018, Anna Beispiel wrote:\n> Please send it\n\n{REPORT}\n"
    assert body(tmp_path, text) == REPORT


def test_a_report_below_the_letter_that_brings_it(tmp_path: Path) -> None:
    long = "c) " + "Papers for everybody who works in a port. " * 6
    letter = "Dear all,\nhere it is.\n\nKind regards,\nAnna Beispiel\nExample Network"
    read = body(tmp_path, f"{letter}\n\n{REPORT}\n{long.strip()}\n")
    assert read == f"here it is.\n\n{REPORT}\n{long.strip()}"


@pytest.mark.parametrize(
    ("subject", "marker"),
    [
        ("Fwd: x", "---------- Forwarded message ---------\n"),
        ("TR: x", "---------- Message transféré ----------\n"),
        ("RV: x", "---------- Mensaje reenviado ----------\n"),
        ("FW: x", "________________________________\n"),
        ("FW: x", ""),
    ],
)
def test_a_mail_that_passes_on_another_one(subject: str, marker: str, tmp_path: Path) -> None:
    head = "From: Anna Beispiel <anna@example.org>\nDate: Monday\nSubject: x\nTo: Bob\n"
    assert body(tmp_path, f"See below.\n\n{marker}{head}\n{REPORT}\n", subject) == REPORT
    assert "Desks" not in body(tmp_path, f"{'We wrote this. ' * 30}\n\n{marker}{head}\n{REPORT}\n", subject)


def test_items_that_thank_or_ask_are_no_signature() -> None:
    lines = ["- Thanks to the unions of Peru", "- From: Peru", "Merci aux syndicats"]
    assert own_lines(lines, forwarded=False) == [0, 1, 2]


def test_wrapped_lines_of_a_flowed_text_become_whole(tmp_path: Path) -> None:
    data = b"From: a@b.org\nContent-Type: text/plain; format=flowed\n\na) Desks in \nPeru\nb) Cards\n"
    assert reader.read(written(tmp_path, data)).text == "a) Desks in Peru\nb) Cards"


def test_the_page_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    page = (
        "<p>Dear Anna,</p><p><b>What works?</b></p><ul><li>Desks</ul>"
        "<div class=gmail_signature>Anna Beispiel</div>"
        "<div class=gmail_quote>On Monday Anna Beispiel wrote:<blockquote>Send it</blockquote></div>"
    )
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(page, subtype="html")
    document = reader.read(written(tmp_path, bytes(message)))
    assert texts(document) == ["What works?", "• Desks"]
    assert all(block.certain for block in document.blocks)


def test_outlooks_earlier_mails_in_a_page(tmp_path: Path) -> None:
    page = "<p>Desks</p><div id=appendonsend></div><hr><div id=divRplyFwdMsg>From: Anna</div><p>Send it</p>"
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(page, subtype="html")
    assert reader.read(written(tmp_path, bytes(message))).text == "Desks"


def test_the_plain_text_is_preferred(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(REPORT)
    message.add_alternative("<p>other</p>", subtype="html")
    assert reader.read(written(tmp_path, bytes(message))).text == REPORT


def test_one_attached_report_is_the_report(tmp_path: Path) -> None:
    path = written(tmp_path, mail("Dear all, see there.", page_html=PAGE.encode(), list_xlsx=b"x"))
    assert reader.names(path) == ["page.html"]
    assert reader.content(path, "page.html") == PAGE.encode()
    assert reader.read(path).format == "html"


def test_several_attached_reports_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, mail("x", a_txt=b"papers", b_txt=b"desks", ATT00001_txt=b"list footer"))
    with pytest.raises(Problem, match=r'holds 2 reports; name one of them, as in ".*report\.eml/a\.txt"'):
        reader.read(path)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('filename="../../etc/report.txt"', "etc/report.txt"),
        ("filename*=utf-8''r%C3%A9sum%C3%A9.txt", "résumé.txt"),
        ('filename="=?utf-8?q?r=C3=A9sum=C3=A9=2Etxt?="', "résumé.txt"),
        ('filename="a\tb.txt"', "a\N{REPLACEMENT CHARACTER}b.txt"),
    ],
)
def test_names_of_attachments_are_safe(header: str, name: str, tmp_path: Path) -> None:
    data = (
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n"
        f"Content-Disposition: attachment; {header}\n\npapers\n--b--\n"
    )
    assert reader.names(written(tmp_path, data.encode())) == [name.rpartition("/")[2]]


def test_a_mail_attached_to_a_mail(tmp_path: Path) -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("See there.")
    inner = EmailMessage()
    inner["Subject"] = "Report"
    inner.set_content(REPORT)
    outer.add_attachment(inner)
    path = written(tmp_path, bytes(outer))
    assert reader.names(path) == ["attached.eml"]
    assert reader.read(path).text == REPORT


HEAD = b"From: a@b.org\nContent-Type: "
BAD = {
    "no mail": b"papers for all\nand desks",
    "only headers": b"From: a@b.org\nSubject: x\n\n",
    "sealed": HEAD + b"application/pkcs7-mime\n\nxxxx",
    "nested": HEAD + b"message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 5_000,
    "parts": HEAD + b"multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 30_000,
    "a long header": b"From: a\nContent-Type: text/plain; " + b"a=b; " * 10_000 + b"\n\npapers",
    "a long text": HEAD + b"text/plain\n\n" + b"papers " * 1_000_000,
    "many lines": HEAD + b"text/plain\n\n" + b"papers\n" * 200_000,
    "only greetings": HEAD + b"text/plain\n\n" + b"Best regards\n" * 50_000,
    "only quoted": HEAD + b"text/plain\n\n" + b"On Monday he wrote:\n> x\n" * 20_000,
}


@pytest.mark.parametrize("case", BAD)
def test_bad_mails_are_a_problem_in_a_bounded_time(case: str, tmp_path: Path) -> None:
    start = time.process_time()
    with pytest.raises(Problem):
        reader.read(written(tmp_path, BAD[case]))
    assert time.process_time() - start < 10
