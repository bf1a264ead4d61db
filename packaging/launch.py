"""Start annotator from a packaged folder: the program, or the process in which it reads files."""

import sys

if __name__ == "__main__":
    if sys.argv[1:] == ["--read-for-import"]:
        from annotator.exchange.importing.worker import main as read_files

        sys.exit(read_files())
    from annotator.__main__ import main

    sys.exit(main())
