"""Every reader: spans inside the text and in order, labels in front, always the same; else a Problem."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing import attempt, faults, mutated, seeds
from gfmd_graph.errors import Problem
from gfmd_graph.read.containers import CONTAINERS
from gfmd_graph.read.reader import READERS, read_document

SUFFIXES = list(READERS)
NOISE = Random(7).randbytes(5_000)
SETTINGS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
BAD = {
    "empty": b"",
    "noise": NOISE,
    "nul": b"\0" * 1_000,
    "picture": b"\x89PNG\r\n\x1a\n" + NOISE,
    "cut zip": b"PK\x03\x04" + NOISE[:100],
    "cut pdf": b"%PDF-1.7\n" + NOISE[:100],
}


def written(folder: Path, suffix: str, data: bytes) -> Path:
    path = folder / f"report{suffix}"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_sound_files_are_read_and_keep_the_contract(suffix: str, tmp_path: Path) -> None:
    assert seeds(suffix)
    read = 0
    for data in seeds(suffix):
        path = written(tmp_path, suffix, data)
        try:
            document = read_document(path)
        except Problem as problem:
            assert suffix in CONTAINERS and "holds 2 reports" in problem.what, problem
            continue
        assert faults(document) == []
        assert read_document(path) == document
        read += 1
    assert read


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_document_is_a_problem(suffix: str, kind: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_document(written(tmp_path, suffix, BAD[kind]))
    sentence = str(caught.value)
    assert f"report{suffix}" in sentence and caught.value.mend and "\n" not in sentence


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cut_off_files_are_read_or_a_problem(suffix: str, tmp_path: Path) -> None:
    for data in seeds(suffix)[:2]:
        for share in (0.1, 0.5, 0.9, 0.99):
            path = written(tmp_path, suffix, data[: int(len(data) * share)])
            assert attempt(path) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_names_and_links_that_lead_nowhere(suffix: str, tmp_path: Path) -> None:
    loop = tmp_path / f"loop{suffix}"
    loop.symlink_to(loop)
    folder = tmp_path / f"folder{suffix}"
    folder.mkdir()
    pipe = tmp_path / f"pipe{suffix}"
    os.mkfifo(pipe)
    lines = written(tmp_path, f"\nof two{suffix}", b"")
    names = [tmp_path / f"{'x' * 300}{suffix}", tmp_path / f"nul\0{suffix}", tmp_path / f"none{suffix}"]
    for path in (loop, folder, pipe, lines, *names):
        with pytest.raises(Problem) as caught:
            read_document(path)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_without_permission(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, suffix, seeds(suffix)[0])

    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    # The mode of the file would not keep root from reading it.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problem, match="cannot be read"):
        read_document(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
@SETTINGS
@given(number=st.integers(0, 2**32))
def test_broken_files_are_read_or_a_problem(suffix: str, number: int, tmp_path: Path) -> None:
    random = Random(number)
    path = written(tmp_path, suffix, mutated(random.choice(seeds(suffix)), random))
    assert attempt(path) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
@SETTINGS
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_a_problem(suffix: str, data: bytes, tmp_path: Path) -> None:
    assert attempt(written(tmp_path, suffix, data)) == []


FOUND = sorted((Path(__file__).parent / "fixtures" / "documents" / "found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    """Broken files of which a reader once made something wrong, from `benchmarks/fuzz_readers.py`."""
    assert attempt(path) == []
