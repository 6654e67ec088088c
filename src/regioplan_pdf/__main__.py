"""`regioplan` and `python -m regioplan_pdf`: nothing is imported before Ctrl-C has its answer."""

import sys


def run() -> int:
    """Run the command; while it's still being loaded, Ctrl-C ends it as it does later on."""
    try:
        from regioplan_pdf.cli import main

        return main()
    except KeyboardInterrupt:
        print("\nregioplan: stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(run())
