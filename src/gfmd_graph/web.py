"""The door to servers elsewhere: HTTP with credentials and a time limit, to the address that was named."""

from __future__ import annotations

import base64
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from gfmd_graph.errors import Problem

MOST = 512 * 2**20
"""Bytes of an answer that are read, where nobody wants less."""

_PIECE = 2**16
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password (sent as basic or digest, as the server asks), or a token."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Mends:
    """What a person can do, in the words of the command that asks: by which option, say."""

    address: str = "write http:// or https:// and the address; a user's name goes into --user"
    entry: str = "give --user, or a token"
    other_entry: str = "check --user and the password, or the token"
    late: str = "ask for less, or give it more time with --timeout"


class NoAnswer(Problem):
    """Nobody answers there: the server does not run, or the line is cut."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def said(self) -> str:
        """The first words of what a server says of its refusal; pages of HTML say nothing."""
        text = self.content[:400].decode("utf-8", "replace").strip()
        return f": {' '.join(text.split())[:160]}" if text and not text.startswith("<") else ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirection would take the credentials to an address that the user did not name."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: http.client.HTTPMessage, newurl: str,
    ) -> None:  # fmt: skip
        return None


class Web:
    """One server address. `send` asks it; every failure to get an answer is a `Problem`."""

    def __init__(
        self,
        url: str,
        credentials: Credentials | None = None,
        seconds: float = 30.0,
        mends: Mends | None = None,
        most: int = MOST,
    ) -> None:
        self._mends = mends or Mends()
        if not _is_address(url):
            raise Problem("this is no address of a server", _without_user(url), self._mends.address)
        self.url = url
        self._seconds = seconds
        self._most = most
        self._credentials = credentials or Credentials()
        token = self._credentials.token
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise Problem("the token holds characters that no token has", "", "copy it again, on one line")
        self._challenge: str | None = None
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, self._credentials.user, self._credentials.password)
        self._digest = urllib.request.HTTPDigestAuthHandler(passwords)
        # What is meant for this machine goes to no proxy, whatever the environment names.
        direct = [urllib.request.ProxyHandler({})] if self._here else []
        self._opener = urllib.request.build_opener(_Stay, *direct)

    def send(
        self,
        method: str,
        query: str = "",
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """The answer to a request, whatever its status but 401, 403 and redirections. Raises `Problem`."""
        reply = self._once(method, query, content, headers or {})
        if reply.status == 401 and self._credentials.user:
            self._challenge = reply.headers.get("www-authenticate", "Basic")
            reply = self._once(method, query, content, headers or {})
        if reply.status in (401, 403):
            mend = self._mends.other_entry if self._known else self._mends.entry
            raise Problem("the server does not let you in", self.url, mend)
        if 300 <= reply.status < 400:
            target = _without_user(reply.headers.get("location", "another address"))
            raise Problem("the server sends elsewhere", self.url, f"name that address yourself: {target}")
        return reply

    @property
    def open_to_all(self) -> bool:
        """Would others between here and the server see what is sent?"""
        return urlsplit(self.url).scheme == "http" and not self._here

    @property
    def _here(self) -> bool:
        return urlsplit(self.url).hostname in _HERE

    @property
    def _known(self) -> bool:
        return bool(self._credentials.user or self._credentials.token)

    def _once(self, method: str, query: str, content: bytes | None, headers: Mapping[str, str]) -> Reply:
        mark = "&" if "?" in self.url else "?"
        url = self.url + (mark + query if query else "")
        request = urllib.request.Request(url, content, dict(headers), method=method)  # noqa: S310
        request.add_header("User-Agent", "gfmd-graph")
        self._authorize(request)
        until = time.monotonic() + self._seconds
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                return Reply(answer.status, _lowered(answer.headers), self._content(answer, until))
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, _lowered(error.headers), self._content(error, until))
        except TimeoutError as error:
            raise self._late() from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise self._late() from error
            said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise NoAnswer(f"the server does not answer ({said})", self.url, "check that it runs") from error

    def _authorize(self, request: urllib.request.Request) -> None:
        """The credentials, in the way in which the server has asked for them."""
        known = self._credentials
        if known.token:
            request.add_unredirected_header("Authorization", f"Bearer {known.token}")
        if self._challenge is None:
            return
        scheme, _, details = self._challenge.partition(" ")
        if scheme.lower() == "digest":
            said = urllib.request.parse_keqv_list(urllib.request.parse_http_list(details))
            value: str | None = self._digest.get_authorization(request, said)
            value = f"Digest {value}" if value else None
        else:
            pair = f"{known.user}:{known.password}".encode()
            value = "Basic " + base64.b64encode(pair).decode()
        if value:
            request.add_unredirected_header("Authorization", value)

    def _content(self, answer: Any, until: float) -> bytes:
        pieces, size = [], 0
        while piece := answer.read1(_PIECE):  # as it comes: `read` would wait for all, past the time
            pieces.append(piece)
            size += len(piece)
            if size > self._most:
                raise Problem("the answer is too large", self.url, "ask for less")
            if time.monotonic() > until:
                raise self._late()
        return b"".join(pieces)

    def _late(self) -> Problem:
        what = f"the server did not answer within {self._seconds:g} seconds"
        return Problem(what, self.url, self._mends.late)


def _is_address(url: str) -> bool:
    """Whether `url` is http or https, names a host, and gives nobody's name away."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return sound and parts.username is None and not any(ch.isspace() or ch < " " for ch in url)


def _lowered(headers: Message) -> dict[str, str]:
    """Headers by lower-case name. Of several challenges the digest is kept: it does not show the password."""
    found: dict[str, str] = {}
    for name, value in headers.items():
        if name.lower() not in found or value.lower().startswith("digest"):
            found[name.lower()] = value
    return found


def _without_user(url: str) -> str:
    """`url` as it may be shown: what stands before an @ could be a password."""
    scheme, mark, rest = url.partition("://")
    head, slash, tail = rest.partition("/")
    return f"{scheme}{mark}{head.rpartition('@')[2]}{slash}{tail}" if mark else url.rpartition("@")[2]
