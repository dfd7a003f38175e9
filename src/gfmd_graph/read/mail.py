"""Mails saved as .eml: the report is what is attached or, where nothing is, the text of the mail itself.

Who wrote to whom is never read: neither headers nor greetings, signatures or earlier mails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.model import Block, Document, Span
from gfmd_graph.read.archive import safe_name
from gfmd_graph.read.assemble import MEGABYTE, assemble, empty, load
from gfmd_graph.read.correspondence import own_lines
from gfmd_graph.read.encoding import clean, decoded
from gfmd_graph.read.mail_page import own_pieces
from gfmd_graph.read.reader import READERS

LIMIT = 50 * MEGABYTE
MOST_PARTS = 1_000
MOST_TEXT = 5 * MEGABYTE
MOST_LINES = 100_000
_MOST_MARKS = 20_000
_MOST_HEADER = 5_000
_READ_HEADERS = ("content-type", "content-disposition", "content-transfer-encoding", "subject")
_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_BY_TYPE = {
    "application/pdf": ".pdf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
}
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
# Mail servers attach their own lines under such names.
_BY_MACHINE = re.compile(r"att\d{3,}\.\w+", re.I)
_PASSED_ON = re.compile(r"\s*(?:fwd?|tr|rv|wg)\s*:", re.I)

Mail = Message


def read(path: Path) -> Document:
    """The one report attached to a mail, else the mail's text; Problem when there are several or none."""
    mail = _mail(path)
    if _attached(mail):
        from gfmd_graph.read.containers import only_report

        return only_report(path)
    plain, page = _bodies(mail)
    if plain is not None:
        text = clean(_flowed(plain, _text(plain, path)))
        if text.strip():
            return _document(text, _is_passed_on(mail), path)
    if page is not None:
        return assemble(own_pieces(_text(page, path), _is_passed_on(mail), path), "eml", path)
    raise empty(path)


def names(path: Path) -> list[str]:
    """The files attached to the mail that a reader exists for; Problem when it is no sound mail."""
    return list(_attached(_mail(path)))


def content(path: Path, name: str) -> bytes:
    """The bytes of one of them."""
    part = _attached(_mail(path)).get(name)
    if part is None:
        raise Problem("does not exist", f"{path}/{name}", "check the name")
    return _bytes(part)


def _mail(path: Path) -> Mail:
    data = load(path, LIMIT).lstrip()
    # The parser takes its time over millions of parts.
    if data.count(b"\n--") > _MOST_MARKS:
        raise _broken(path)
    if not _HEADER.match(data):
        raise Problem("is no mail", str(path), "save it from the mail program as .eml")
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(data)
        parts = list(mail.walk())
    except (RecursionError, ValueError, LookupError) as error:
        raise _broken(path) from error
    long = (
        len(value) > _MOST_HEADER
        for part in parts
        for key, value in part.raw_items()
        if key.lower() in _READ_HEADERS
    )
    if len(parts) > MOST_PARTS or any(long):
        raise _broken(path)
    if mail.get_content_type() in _SEALED:
        raise Problem("is encrypted", str(path), "save what is attached to it, and give that")
    if not any(key.lower() in ("from", "subject", "date", "content-type", "received") for key in mail):
        raise Problem("is no mail", str(path), "save it from the mail program as .eml")
    return mail


def _attached(mail: Mail) -> dict[str, Mail]:
    """Name -> part, for all that is attached in a known format and is no part of another one."""
    found: dict[str, Mail] = {}
    for part in _leaves(mail, top=True):
        name = _name(part)
        if Path(name).suffix.lower() not in READERS or _BY_MACHINE.fullmatch(name):
            continue
        if part.get_content_maintype() == "text" and not _is_attachment(part):
            continue
        stem, suffix, again = Path(name).stem, Path(name).suffix, 1
        while name in found:
            again += 1
            name = f"{stem}-{again}{suffix}"
        found[name] = part
    return found


def _leaves(mail: Mail, top: bool = False) -> Iterator[Mail]:
    if mail.get_content_type() == "message/rfc822" and not top:
        yield mail
    elif mail.is_multipart():
        for part in mail.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield mail


def _is_attachment(part: Mail) -> bool:
    return (part.get_content_disposition() or "") == "attachment" or bool(part.get_filename())


def _name(part: Mail) -> str:
    """The name of an attached file; one by its type where it has none."""
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
    except (ValueError, LookupError, UnicodeError):
        name = ""
    name = safe_name(name).rpartition("/")[2]
    suffix = _BY_TYPE.get(part.get_content_type(), "")
    if suffix and Path(name).suffix.lower() not in READERS:
        return f"{Path(name).stem or 'attached'}{suffix}"
    return name


def _bytes(part: Mail) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _bodies(mail: Mail) -> tuple[Mail | None, Mail | None]:
    """The first plain and the first HTML text that is not attached."""
    texts = [part for part in _leaves(mail, top=True) if not _is_attachment(part)]
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    return plain, next((part for part in texts if part.get_content_type() == "text/html"), None)


def _text(part: Mail, path: Path) -> str:
    data = _bytes(part)
    if len(data) > MOST_TEXT or data.count(b"\n") > MOST_LINES:
        raise Problem("is too long a mail", str(path), "save its text as a document, and give that")
    return decoded(data, path, str(part.get_content_charset() or "")).replace("\r\n", "\n")


def _flowed(part: Mail, text: str) -> str:
    """Lines that a mail program wrapped become whole again (RFC 3676)."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    joint = "" if str(part.get_param("delsp") or "").lower() == "yes" else " "
    return re.sub(r"(?m)(?<!^--) +\n(?![>\s]|$)", joint, text)


def _is_passed_on(mail: Mail) -> bool:
    return bool(_PASSED_ON.match(str(mail.get("subject") or "")))


def _document(text: str, forwarded: bool, path: Path) -> Document:
    """One uncertain block for each line with words, as in a plain text."""
    lines = text.replace("\r", "\n").replace("\t", " ").split("\n")
    kept: list[str] = []
    for index in own_lines(lines, forwarded):
        line = lines[index].rstrip()
        if line or (kept and kept[-1]):
            kept.append(line)
    blocks: list[Block] = []
    offset = 0
    for line in kept:
        if line:
            blocks.append(Block(Span(offset, offset + len(line)), certain=False))
        offset += len(line) + 1
    if not blocks:
        raise empty(path)
    return Document("\n".join(kept).rstrip("\n"), tuple(blocks), "eml")


def _broken(path: Path) -> Problem:
    return Problem("is no sound mail", str(path), "save what is attached to it, and give that")
