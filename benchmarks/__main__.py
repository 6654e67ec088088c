"""`python -m benchmarks`: measure, print, never fail on a time."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).parent.parent
PARTS = ("documents", "charts", "tags", "stages", "batch", "publish", "diff", "help")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and size.")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="turns for every document (default: 3)")
    parser.add_argument("--quick", action="store_true", help="one document, one turn, a batch of 6")
    parser.add_argument("--untagged", action="store_true", help="let Typst leave out its tags")
    parser.add_argument(
        "--only", choices=PARTS, action="append", metavar="NAME", help=f"just one of {', '.join(PARTS)}"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every time to a file")
    arguments = parser.parse_args()
    arguments.rounds = 1 if arguments.quick else max(1, arguments.rounds)
    return arguments


def main() -> int:
    """Measure what was asked for."""
    arguments = _arguments()
    try:
        import typst  # noqa: F401
    except ImportError:
        print("The benchmark needs the package typst: pip install 'regioplan-pdf[bench]'.", file=sys.stderr)
        return 2
    from benchmarks.batch import CommandFailed
    from benchmarks.diff_text import measure_diff, show_diff
    from benchmarks.measure import Bench
    from benchmarks.ours import CannotMake
    from benchmarks.show import results_json, show_results

    console = Console(width=None if sys.stdout.isatty() else 132)
    try:
        with tempfile.TemporaryDirectory(prefix="regioplan-bench-") as scratch:
            bench = Bench(
                ROOT / "content",
                ROOT / "fonts",
                Path(scratch),
                arguments.rounds,
                quick=arguments.quick,
                tagged=not arguments.untagged,
            )
            for part in arguments.only or PARTS:
                with console.status(f"measuring: {part}"):
                    if part == "diff":
                        found = measure_diff(ROOT / "content", bench.ours.workspace, arguments.rounds)
                        show_diff(found, console)
                        bench.results.targets += found.targets
                    else:
                        getattr(bench, f"measure_{part}")()
    except (CannotMake, CommandFailed) as fault:
        print(f"Nothing to measure: {fault}", file=sys.stderr)
        return 1
    show_results(bench.results, console)
    if arguments.json:
        arguments.json.write_text(results_json(bench.results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
