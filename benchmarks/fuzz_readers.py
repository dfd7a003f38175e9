"""Breaks sound files at random and reads them: `python benchmarks/fuzz_readers.py [MINUTES] [SUFFIX]...`

The seed is printed (and taken from GFMD_GRAPH_SEED); what a reader fails on, or takes longer than ten
seconds for, is kept in the folder `fuzz` below the working directory. Ends with 1 when there was any.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

SECONDS_A_FILE = 10


class TooSlowError(Exception):
    """Not a fault that a reader could take for one of its own."""


def run(suffix: str, minutes: float, seed: int, kept: Path) -> int:
    """Read broken files of one format for that long; gives how many of them failed."""
    from fuzzing import mutated, seeds

    random = Random(f"{seed} {suffix}")
    sound = [data for data in seeds(suffix) if len(data) < 2_000_000]
    begin = time.monotonic()
    tried = failed = 0
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        while time.monotonic() - begin < minutes * 60:
            data = mutated(random.choice(sound), random)
            path.write_bytes(data)
            start = time.monotonic()
            fault = fault_of(path)
            slowest = max(slowest, time.monotonic() - start)
            tried += 1
            if fault:
                failed += 1
                kept.mkdir(exist_ok=True)
                (kept / f"{seed}-{tried}{suffix}").write_bytes(data)
                print(f"{suffix} file {tried}: {fault}", flush=True)
    print(f"{suffix}: {tried} files, {failed} failed, slowest {slowest:.2f} s", flush=True)
    return failed


def fault_of(path: Path) -> str:
    from fuzzing import attempt

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {SECONDS_A_FILE} seconds")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS_A_FILE)
    try:
        return "; ".join(attempt(path))[:500]
    except Exception:  # noqa: BLE001 - whatever a reader raises is what we look for
        return traceback.format_exc()
    finally:
        signal.alarm(0)


def main() -> int:
    from gfmd_graph.read.reader import READERS

    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    seed = int(os.environ.get("GFMD_GRAPH_SEED", "2024"))
    print(f"seed {seed}, {minutes:g} minutes for each format")
    failed = [run(suffix, minutes, seed, Path("fuzz")) for suffix in sys.argv[2:] or READERS]
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main())
