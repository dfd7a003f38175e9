"""The pages of the output folder, its files, the query page, and where our own IRIs lead."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from gfmd_graph.namespaces import BASE
from gfmd_graph.publish.site import anchor, file_name
from gfmd_graph.serve import http
from gfmd_graph.serve.http import Refused
from gfmd_graph.serve.negotiation import TRIPLES, choose
from gfmd_graph.serve.wire import Job

HTML = Path(__file__).resolve().parent / "html"
ASSETS = {"page.js": "text/javascript", "network.js": "text/javascript", "complete.js": "text/javascript",
          "page.css": "text/css"}  # fmt: skip
FILES = {"graph.ttl": "text/turtle", "vocabulary.ttl": "text/turtle", "graph.nq": "application/n-quads"}
"""What a build writes for other programs; nothing else of its folder is given away."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE_POLICY = "frame-ancestors 'self'"
"""Built pages carry a stricter policy of their own, by the hashes of their scripts."""

FOLDERS = {
    "area": ("country", "region"),
    "gcm": ("objective",),
    "actor": ("organisation",),
    "topic": ("population",),
}
"""The first word of an IRI, and the folders where a page on its thing may be."""


async def first(request: Request) -> Response:
    """To the first page of the output, or to the query page where there is none."""
    built = _folder(request) / "index.html"
    return RedirectResponse("/pages/index.html" if built.is_file() else "/query", 303)


async def static(request: Request) -> Response:
    """A page that was built."""
    folder, path = _folder(request), request.path_params["path"]
    if "\0" in path or not folder.is_dir():
        raise Refused(404, "There is no such page.")
    local = {**request.scope, "path": f"/{path}", "root_path": ""}
    files = StaticFiles(directory=folder)
    answer = await files.get_response(files.get_path(local), request.scope)
    answer.headers["content-security-policy"] = PAGE_POLICY
    return answer


async def file(request: Request) -> Response:
    """One of the files for other programs."""
    name, source = request.path_params["name"], http.state(request).settings.source
    if name not in FILES or not (source / name).is_file():
        raise Refused(404, f"The files here are {', '.join(FILES)}, where they were built.")
    return FileResponse(source / name, media_type=FILES[name])


async def query_page(request: Request) -> Response:
    """The page to write and run queries on."""
    return FileResponse(
        HTML / "page.html", headers={"content-security-policy": POLICY}, media_type="text/html"
    )


async def query_asset(request: Request) -> Response:
    """A script or style of the query page."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise Refused(404, "There is nothing at this address.")
    return FileResponse(HTML / name, media_type=ASSETS[name])


async def thing(request: Request) -> Response:
    """From the local path of an IRI to the page on its thing, or to its data."""
    path = request.path_params["path"]
    type = choose(request.headers.get("accept", ""), (*TRIPLES, "text/html"))
    if type == "text/html" and (page := _page(_folder(request), path)):
        return RedirectResponse(f"/pages/{page}", 303, {"vary": "accept"})
    return RedirectResponse(f"/data/{quote(path, safe='/')}", 303, {"vary": "accept"})


async def data(request: Request) -> Response:
    """What the graph says about the thing of an IRI."""
    accept = request.headers.get("accept", "")
    type = choose(accept, (*TRIPLES, "text/html"))
    type = "text/turtle" if type == "text/html" else type
    job = Job("describe", BASE + request.path_params["path"], triples=type)
    return http.response(await http.worked(request, http.state(request).read(job)), {"vary": "accept"})


def _page(folder: Path, path: str) -> str:
    """The page on the thing of this local path, with its place there; "" where there is none."""
    room, _, rest = path.partition("/")
    if room == "report":
        code, _, part = rest.partition("/")
        page = f"report/{file_name(BASE + 'report/' + code)}.html"
        kind, _, item = part.partition("/")
        place = f"#{anchor(item)}" if kind in ("statement", "practice") else ""
        return page + place if (folder / page).is_file() and (place or not part) else ""
    name = file_name(BASE + path)
    pages = [f"{kind}/{name}.html" for kind in FOLDERS.get(room, ())]
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name) or (room == "gcm" and not rest.startswith("objective/")):
        return ""
    return next((page for page in pages if (folder / page).is_file()), "")


def _folder(request: Request) -> Path:
    return http.state(request).settings.source / "pages"
