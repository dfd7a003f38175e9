"""What every reader owes, sound files to start from, and ways to break them."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from email.message import EmailMessage
from pathlib import Path
from random import Random

from lxml import etree

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read.reader import read_document
from places import DATA

DOCUMENTS = Path(__file__).parent / "fixtures" / "documents"
WORDS = "Migrants need papers, say a dozen ports.\n\n1. What works?\na) Desks in Peru\nb) Cards in Mali\n"
PAGE = (
    "<html><head><meta charset='utf-8'></head><body><nav>Home</nav><main><h1>Report</h1>"
    "<ol type='a' start='3'><li>Desks<ul><li>in Peru</ul></ol>"
    "<table><tr><th rowspan=2>A</th><td colspan=2>B</td></tr><tr><td>C</td></tr></table>"
    "<p><b>Q?</b><br>a) x<br>b) y</p><pre>k  l\nm</pre></main><footer>F</footer></body></html>"
)
MARKDOWN = (
    "---\ntitle: x\n---\n# Report\n\n**Q?**\nYes[^1].\n\n1) Desks\n   - in Peru\n\n"
    "|A|B|\n|-|-|\n|1|`2`|\n\n> z\n"
)
LETTERS = ("\t", "\n", "\r", "\f")


def mail(body: str = WORDS, **attached: bytes) -> bytes:
    """A mail; attachments by name, with "_" for the dot."""
    message = EmailMessage()
    message["From"] = "A. Writer <writer@example.org>"
    message["Subject"] = "Report"
    message.set_content(body, cte="quoted-printable")
    for name, data in attached.items():
        file = name.replace("_", ".")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    return bytes(message)


def archive(**files: bytes) -> bytes:
    """A zip archive; files by name, with "_" for the dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name.replace("_", "."), data)
    return packed.getvalue()


def seeds(suffix: str) -> list[bytes]:
    """Sound files of a format."""
    made = {
        ".txt": WORDS.encode(),
        ".html": PAGE.encode(),
        ".md": MARKDOWN.encode(),
        ".eml": mail(),
        ".zip": archive(report_txt=WORDS.encode()),
    }
    same = {".text": ".txt", ".htm": ".html", ".markdown": ".md"}
    suffix = same.get(suffix, suffix)
    found = [path.read_bytes() for folder in (DOCUMENTS, DATA) for path in sorted(folder.glob(f"*{suffix}"))]
    if suffix == ".eml":
        found = [mail(report_html=PAGE.encode()), mail(report_txt=WORDS.encode(), other_md=MARKDOWN.encode())]
    if suffix == ".zip":
        found = [archive(mail_eml=mail(), page_html=PAGE.encode())]
    return [made[suffix], *found] if suffix in made else found


def faults(document: Document) -> list[str]:
    """Where a document breaks the contract of readers."""
    text = document.text
    found = [] if document.format and document.blocks else ["has no format or no block"]
    end = page = 0
    for block in document.blocks:
        start = block.span.start
        words = text[start : block.span.end]
        if not end <= start < block.span.end <= len(text) or not words.strip():
            found.append(f"{block} is out of order, empty or out of the text")
        if not words.lstrip().startswith(block.label) or block.level < 0 or min(block.cell or (0,)) < 0:
            found.append(f"{block} has a label, level or cell that is none")
        # The cells of a row stand side by side: one may end on the next page before its neighbour begins.
        if (block.page or page) < page and not block.cell:
            found.append(f"{block} goes back a page")
        end, page = block.span.end, block.page or page
    # A plain text stays as it is, character by character.
    own = text if document.format != "txt" else ""
    control = {char for char in own if unicodedata.category(char) in ("Cc", "Cs")}.difference(LETTERS)
    return [*found, f"control characters {control!r}"] if control else found


def attempt(path: Path) -> list[str]:
    """The faults of reading a file; none when it is read well or a Problem says why not."""
    try:
        document = read_document(path)
    except Problem as problem:
        sentence = str(problem)
        return [] if sentence.count("\n") == 0 and str(problem.mend) else [f"no sentence: {sentence!r}"]
    return faults(document)


def mutated(data: bytes, random: Random) -> bytes:
    """`data` with something broken; of a zip often a part within."""
    if data.startswith(b"PK") and random.random() < 0.8:
        return _repacked(data, random)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        data = random.choice(_WAYS)(data, random)
    return data[:2_000_000]


def _repacked(data: bytes, random: Random) -> bytes:
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
            entries = source.infolist()
            chosen = random.choice(entries).filename if random.random() < 0.3 else "content.xml"
            for entry in entries:
                content = source.read(entry)
                hit = entry.filename == chosen or entry.filename.endswith((".html", ".eml"))
                broken = _reshaped if entry.filename == "content.xml" and random.random() < 0.7 else mutated
                target.writestr(entry.filename, broken(content, random) if hit else content)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError):
        return data[::-1]
    return packed.getvalue()


def _reshaped(data: bytes, random: Random) -> bytes:
    """XML that is still well formed: elements doubled, moved and taken out, attributes changed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(random.choice((1, 5, 30))):
        elements = list(root.iter("{*}*"))
        one, other = random.choice(elements), random.choice(elements)
        if random.random() < 0.4:
            for key in list(one.attrib)[:3]:
                one.attrib[key] = random.choice(
                    ("", "0", "-1", "99999999999", "true", "none", "list1", "%1%2%")
                )
        elif random.random() < 0.5:
            other.append(deepcopy(one))
        elif one is not root and one.getparent() is not None:
            one.getparent().remove(one)
        if len(elements) > 20_000:
            break
    return bytes(etree.tostring(root))


def _flip(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[: max(at, 1)]


def _drop(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randrange(1, 200) :]


def _repeat(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    piece = data[at : at + random.randrange(1, 300)]
    return data[:at] + piece * random.choice((2, 3, 50, 400)) + data[at:]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_TOKENS) + data[at:]


def _swap(data: bytes, random: Random) -> bytes:
    a, b = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return data[b:] + data[a:b] + data[:a]


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _cut, _drop, _repeat, _insert, _swap, _insert)
_VALUES = ("", "0", "-1", "99999999999", "true", "none", "list1", "%1%2%")
_TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x0c", b"\x1b", b"&#1;", b"&#xD800;", b"&#x10FFFF;",
    b"&lt;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<table>", b"<td rowspan=0>", b"<td colspan=-1>",
    b"<ol start=-5 reversed>", b"<li value=x>", b"</li>", b"<br>", b"<pre>", b"<p hidden>", b"<main>",
    b"<select>", b"<svg>", b"<meta charset=idna>", b"<p style='font-family:Symbol'>",
    b"<text:s text:c='9999999999'/>", b"<text:list>", b"<text:list-item>", b" text:start-value='-1'",
    b" text:continue-list=''", b"<text:p>", b"</text:p>", b"<table:table-row>", b"\n\n", b"\n> ", b"\n- ",
    b"\n1) ", b"\n|a|", b"```", b"**", b"[", b"](", b"[^1]: ", b"\n---\n", b"\n\t", b"\\",
    b"\nOn Monday he wrote:\n> a\n", b"\nFrom: a\nSent: b\nTo: c\n", b"\n-- \n", b"Best regards,\n",
    b"boundary=", b"\nContent-Type: message/rfc822\n\n", b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?q?=FF?=", b"; charset=x", b"; filename*=utf-7''%00..%2f", b"; format=flowed; delsp=yes",
    "\u2028\u00a0\u00ad\u200b\ufeff\uf0b7".encode(),
)  # fmt: skip
