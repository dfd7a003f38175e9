"""What on a web page is no part of its document: navigation, cookie lines, footers, what is hidden."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

# lxml has no types of its own.
Element: TypeAlias = Any


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


_TAGS = word_set(
    "script style noscript template head title meta link svg canvas iframe object embed applet video audio "
    "map select option button input textarea datalist output progress meter nav footer aside del rt rp "
    "figcaption"
)
_ROLES = word_set(
    "navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog tooltip "
    "doc-endnotes doc-footnote doc-noteref doc-toc"
)
_WORDS = word_set(
    "cookie cookies consent gdpr nav navbar navigation menu submenu footer colophon breadcrumb breadcrumbs "
    "share sharing sharedaddy social sidebar newsletter subscribe pagination pager toolbar popup modal "
    "masthead advert advertisement footnotes skip"
)
_UNSEEN_WORDS = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden"})
# LibreOffice marks the running lines of a page so.
_RUNNING_TITLES = frozenset({"header", "footer"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_CONTENT = ("main", "article", "h1")


def is_left_out(element: Element, strict: bool) -> bool:
    """Whether an element is not read, with all that is in it; `strict` looks at the names of classes too."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _TAGS:
        return True
    role = (element.get("role") or "").strip().lower()
    if role in _ROLES or _is_unseen(element) or _is_note_mark(element):
        return True
    if tag == "header":
        return not _holds_content(element) and not _is_within(element, ("main", "article"))
    if tag == "form":
        return not _holds(element, ("main", "article", "h1", "h2", "h3"))
    if tag == "div" and (element.get("title") or "").lower() in _RUNNING_TITLES:
        return True
    return strict and tag not in ("html", "body", "main", "article") and _is_named_so(element)


def _is_unseen(element: Element) -> bool:
    if "hidden" in element.attrib or _UNSEEN_STYLE.search(element.get("style") or ""):
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    return not _UNSEEN_WORDS.isdisjoint((element.get("class") or "").split())


def _is_note_mark(element: Element) -> bool:
    """A raised link to a note."""
    if element.tag != "sup":
        return False
    return any((link.get("href") or "").startswith("#") for link in element.iter("a"))


def _is_named_so(element: Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " ":
        return False
    words = {word.lower() for word in _WORD.findall(names)}
    return not words.isdisjoint(_WORDS) and not _holds_content(element)


def _holds_content(element: Element) -> bool:
    return _holds(element, _CONTENT)


def _holds(element: Element, tags: tuple[str, ...]) -> bool:
    return next(element.iterdescendants(*tags), None) is not None


def _is_within(element: Element, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None
