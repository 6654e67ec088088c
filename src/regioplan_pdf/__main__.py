"""`python -m regioplan_pdf` is `regioplan`."""

import sys

from regioplan_pdf.cli import main

if __name__ == "__main__":
    sys.exit(main())
