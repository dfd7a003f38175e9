"""Which reports there are: files and folders as given, and what `reports.csv` says of each.

The register stands in the folder of the reports or beside that folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.form.recognise import Entered
from gfmd_graph.namespaces import report_iri, slug
from gfmd_graph.read.containers import holder, holds, opened, reports
from gfmd_graph.read.reader import READERS

REGISTER = "reports.csv"
COLUMNS = ("file", "id", "year", "title", "session", "language", "note")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and its name as it was given: relative to its folder, with "/"."""

    path: Path
    name: str
    row: dict[str, str]


def entries(inputs: Sequence[Path]) -> tuple[list[tuple[Path, Entered]], list[Problem]]:
    """Every report below `inputs` with its identity, sorted; and what is wrong with the inputs.

    Each report in an archive or a mail has an entry of its own, with a path as if that were a folder.
    """
    problems: list[Problem] = []
    sources: list[Source] = []
    for given in inputs:
        try:
            sources += _sources(given, problems)
        except Problem as problem:
            problems.append(problem)
    found: list[tuple[Path, Entered]] = []
    for source, code in _codes(sources):
        try:
            found.append((source.path, _entered(source, code)))
        except Problem as problem:
            problems.append(problem)
    return sorted(found, key=lambda pair: pair[1].iri), problems


def _sources(given: Path, problems: list[Problem]) -> Iterator[Source]:
    folder, files = _files(given)
    rows = _register(folder / REGISTER) or _register(folder.parent / REGISTER)
    for path in files:
        inside, wrong = reports(path)
        problems += wrong
        own = _packed_register(path, problems)
        for report in inside:
            name = report.relative_to(folder).as_posix()
            row = rows.get(name) or own.get(report.relative_to(path).as_posix())
            if not row and len(inside) == 1:
                row = rows.get(path.relative_to(folder).as_posix())
            yield Source(report, name, row or {})


def _files(given: Path) -> tuple[Path, list[Path]]:
    """The folder from which names are counted, and the files to read."""
    try:
        is_file, is_folder, outer = given.is_file(), given.is_dir(), holder(given)
    except (OSError, ValueError) as error:
        raise Problem("has a name that is not valid", str(given), "check the path") from error
    if is_file or outer:
        return (outer or given).parent, [given]
    if not is_folder:
        raise Problem("does not exist", str(given), "check the path")
    files = sorted(path for path in given.rglob("*") if _is_report(path, given))
    if not files:
        raise Problem("holds no report", str(given), f"put files ending in {', '.join(READERS)} there")
    return given, files


def _is_report(path: Path, folder: Path) -> bool:
    """Files of a known format; not hidden ones, nor Word's lock files."""
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in READERS and path.is_file()


def _register(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Problem(f"cannot be read as CSV ({error})", str(path), "save it as CSV in UTF-8") from error
    if rows and "file" not in rows[0]:
        raise Problem('has no column "file"', f"{path}, line 1", f"name the columns {', '.join(COLUMNS)}")
    return {
        row["file"].strip(): {k: (v or "").strip() for k, v in row.items() if k}
        for row in rows
        if row["file"]
    }


def _packed_register(path: Path, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """The register that is packed into an archive together with its reports."""
    try:
        if holds(path, REGISTER):
            with opened(path / REGISTER) as file:
                return _register(file)
    except Problem as problem:
        if str(problem) not in map(str, problems):
            problems.append(problem)
    return {}


def _codes(sources: Sequence[Source]) -> Iterator[tuple[Source, str]]:
    """A code for each report: the register's, else its file's name; files of one name keep their suffix."""
    unique = {source.path.resolve(): source for source in sources}
    by_code: dict[str, list[Source]] = defaultdict(list)
    for source in unique.values():
        by_code[source.row.get("id") or slug(source.path.stem)].append(source)
    for code, same in sorted(by_code.items()):
        if len(same) == 1:
            yield same[0], code
            continue
        for source in same:
            yield source, slug(source.name)


def _entered(source: Source, code: str) -> Entered:
    row = source.row
    year = row.get("year", "")
    if year and not (year.isdigit() and len(year) == 4):
        raise Problem(f'the year "{year}" is no year', f"{REGISTER}, {source.name}", "write four digits")
    return Entered(
        iri=report_iri(code),
        source=source.name,
        title=row.get("title", ""),
        year=int(year) if year else None,
        session=row.get("session", ""),
        language=row.get("language", ""),
    )
