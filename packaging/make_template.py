"""Write the template that the program uses as a Word file, to start a house style from.

    python packaging/make_template.py briefing.docx

Its parts lie readable in resources/templates/briefing; the same parts give the same bytes.
"""

import sys
from pathlib import Path

from annotator.exchange.docx.base_template import base_template


def main() -> int:
    """Write the template where the one argument says."""
    if len(sys.argv) != 2:
        print("usage: python packaging/make_template.py TARGET.docx", file=sys.stderr)
        return 2
    Path(sys.argv[1]).write_bytes(base_template())
    return 0


if __name__ == "__main__":
    sys.exit(main())
