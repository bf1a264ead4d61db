"""The process in which one piece of work runs: `python -m benchmarks.child MODULE FUNCTION ARGUMENTS`.

The function gives its seconds by name, and what it counted; they are printed as the last line.
"""

import importlib
import json
import sys


def main() -> None:
    """Run what the arguments name."""
    module, name, arguments = sys.argv[1:]
    seconds, counted = getattr(importlib.import_module(module), name)(**json.loads(arguments))
    print(json.dumps({"seconds": seconds, "counted": counted}))


if __name__ == "__main__":
    main()
