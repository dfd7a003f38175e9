"""Servers for the tests, each on a free port of this machine, stopped at the end."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gfmd_graph.web import Credentials

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100000
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Its addresses for queries and for graphs, and who may write there."""

    query: str
    store: str
    credentials: Credentials | None


def found(name: str) -> str | None:
    """The program of this name, beside our Python or anywhere."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [found("oxigraph") or "", "serve", "-l", str(folder), "-b", f"127.0.0.1:{port}"]
    with _running(command, folder, port):
        base = f"http://127.0.0.1:{port}"
        yield Server(f"{base}/query", f"{base}/store", None)


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    sql, web = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, sql=sql, web=web))
    with _running([found("virtuoso-t") or "", "+foreground", "+configfile", str(settings)], folder, web):
        base = f"http://127.0.0.1:{web}"
        yield Server(f"{base}/sparql", f"{base}/sparql-graph-crud-auth", Credentials("dba", "dba"))


@contextlib.contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    log = (folder / "server.log").open("wb")
    with log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as process:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                assert process.poll() is None, (folder / "server.log").read_text("utf-8", "replace")
                time.sleep(0.1)
            yield
        finally:
            process.kill()
