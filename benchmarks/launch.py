"""Runs one command and prints its time and the peak memory of its largest process, as JSON.

A process of its own, and a small one: on Linux a process starts out with the peak of the one that
started it, so a benchmark that has loaded matplotlib would count that with whatever it measures.
Not for Windows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main() -> None:
    """Run the command in the arguments."""
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"seconds": seconds, "megabytes": peak, "code": code, "errors": errors[-2000:]}))


if __name__ == "__main__":
    main()
