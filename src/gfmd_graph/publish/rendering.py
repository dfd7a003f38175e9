"""Templates, shipped scripts and styles, and the policy that lets a page run nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

LINKED = "'self' file:"
"""Where a page that has no style of its own may take one from."""
HTML = Path(__file__).resolve().parent / "html"


@dataclass(frozen=True, slots=True)
class Look:
    """The scripts and styles that are written into a page, and its Content-Security-Policy."""

    scripts: tuple[Markup, ...]
    styles: tuple[Markup, ...]
    policy: str


@cache
def look(
    scripts: tuple[str, ...] = (), styles: tuple[str, ...] = ("base.css",), before: tuple[str, ...] = ()
) -> Look:
    """The `Look` with these files of `html/`, and with code of an installed library `before` them.

    Only shipped files are ever trusted as markup.
    """
    code = (*before, *(_asset(name) for name in scripts))
    style = tuple(_asset(name) for name in styles)
    allowed = [f"script-src {' '.join(map(_source, code))}"] if code else []
    # "file:" for browsers to which a page from a folder has no 'self'
    allowed.append(f"style-src {' '.join(map(_source, style)) or LINKED}")
    policy = ["default-src 'none'", *allowed, "img-src data:", "base-uri 'none'", "form-action 'none'"]
    return Look(tuple(map(Markup, code)), tuple(map(Markup, style)), "; ".join(policy))


@cache
def environment() -> Environment:
    """Everything is escaped, and a name that a template misspells is an error."""
    made = Environment(
        loader=FileSystemLoader(HTML, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def style_sheet(names: tuple[str, ...], **values: object) -> str:
    """One style for many pages: these files of `html/`, and the icons of all types."""
    icons = environment().get_template("icons.css.j2").render(**values)
    return "".join(_asset(name) for name in names) + icons


def render(template: str, shown: Look, **values: object) -> str:
    """The page that `html/<template>` makes of `values`, without the empty lines that its tags leave."""
    page = environment().get_template(template).render(look=shown, **values)
    # scripts stay as they are: the policy of the page holds their digests
    words, mark, scripts = page.partition("<script")
    return re.sub(r"\n\s*\n", "\n", words) + mark + scripts


def write(path: Path, page: str) -> None:
    """Write `page` with the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("utf-8"))


def _asset(name: str) -> str:
    """A script or style without its comments and indents: a page carries it along for every reader."""
    # A browser reads line ends as "\n" before it hashes; a checkout on Windows may have others.
    text = (HTML / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return _squeezed(text)
    return "\n" + re.sub(r"^[ \t]+|[ \t]*/\*.*?\*/[ \t]*|\n(?=\n)", "", text, flags=re.MULTILINE | re.DOTALL)


def _squeezed(style: str) -> str:
    """A style without the spaces that only people read: it stands in every page again."""
    folded = re.sub(
        r"\s*([{};,>])\s*", r"\1", " ".join(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split())
    )
    return folded.replace(": ", ":").replace(";}", "}")


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
