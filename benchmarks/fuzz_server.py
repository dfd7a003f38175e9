"""Nonsense for a real server: `python benchmarks/fuzz_server.py [REQUESTS]`.

Four fifths of the requests (10000 if none are given) are broken bytes for all addresses, half of them for a
server that may be written to; one fifth are calls of the API that schemathesis makes from its own
description. Ends with 1 where a status is 500, an answer differs from the description or the log has a
traceback. `pip install -r benchmarks/requirements.txt` for schemathesis.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
OPERATIONS = 34
SEED = 11


def main() -> int:
    from gfmd_graph.journey import build
    from protocol_harness import serving

    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        output, store = Path(folder) / "output", Path(folder) / "store"
        build([ROOT / "data" / "reports"], output)
        for options in ((), ("--writable", "--store", str(store))):
            with serving(output, "--timeout", "2", *options) as server:
                faults += _bytes(server, wanted * 2 // 5, "writable" if options else "readable")
                if not options:
                    faults += _calls(f"http://{server.host}:{server.port}/openapi.json", wanted // 5)
                said = "".join(server.said)
                faults += [said[said.index("Traceback") :][:2000]] if "Traceback" in said else []
    print("\n".join(faults) or "no status 500, no traceback, nothing that the description does not say")
    return 1 if faults else 0


def _bytes(server: object, number: int, name: str) -> list[str]:
    """Send broken requests; what was wrong with the answers."""
    from test_serve_fuzz import a_request, sent

    chance, statuses, faults = random.Random(SEED), Counter[str](), []
    for _ in range(number):
        data = a_request(chance)
        answer = sent(server, data)  # type: ignore[arg-type]
        status = re.match(rb"HTTP/1.1 (\d+)", answer)
        statuses[status[1].decode() if status else "closed"] += 1
        if b"Traceback" in answer or (status and status[1] == b"500"):
            faults.append(f"{data!r}\n-> {answer[:500]!r}")
    told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
    print(f"{name}: {number} broken requests: {told}", flush=True)
    return faults


def _calls(description: str, number: int) -> list[str]:
    """Let schemathesis call the API; its report where it is not content."""
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent)) or "schemathesis"
    command = [program, "run", description, "--phases", "fuzzing", "--checks", CHECKS]
    command += ["--max-examples", str(max(1, number // OPERATIONS)), "--seed", str(SEED), "--workers", "2"]
    result = subprocess.run(command, capture_output=True, text=True)
    counted = re.search(r"(\d+) generated.*", result.stdout)
    print(f"API: {counted[0] if counted else 'schemathesis has not run'}", flush=True)
    return [result.stdout[-4000:] + result.stderr[-2000:]] if result.returncode else []


if __name__ == "__main__":
    sys.exit(main())
