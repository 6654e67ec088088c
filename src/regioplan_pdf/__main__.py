"""`regioplan` and `python -m regioplan_pdf`: nothing is imported before Ctrl-C has its answer."""

import atexit
import os
import sys


def run() -> int:
    """Run the command, as all that this process does; while it's being loaded, Ctrl-C ends it as it does later on."""
    codes: list[int] = []
    atexit.register(_leave, codes)  # the first to be registered is the last to be called
    codes.append(_run())
    return codes[0]


def _run() -> int:
    try:
        from regioplan_pdf.cli import main

        return main()
    except KeyboardInterrupt:
        print("\nregioplan: stopped.", file=sys.stderr)
        return 130


def _leave(codes: list[int]) -> None:
    """End the process at once: taking down all that was loaded, object by object, takes the time of a plan.

    Nothing to do for a command that raised, or whose last words can't be written: Python tells of it.
    """
    if codes:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(codes[0])


if __name__ == "__main__":
    sys.exit(run())
