# SPDX-License-Identifier: GPL-3.0-or-later
"""`casefile`, `python -m casefile`: the window, a command, or the extraction process.

Nothing is imported before it is known which: the extraction process must reach nothing of ours.
"""

import sys
from pathlib import Path


def main() -> int:
    """Do what the arguments say; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--extract-worker"]:
        from casefile.extraction import worker

        return worker.main()
    if not arguments:
        return open_window(None)
    if len(arguments) == 1 and _is_vault(Path(arguments[0])):
        return open_window(Path(arguments[0]).absolute())
    from casefile.cli import main as commands

    return commands.run(arguments, open_window)


def _is_vault(path: Path) -> bool:
    """Whether an argument names a folder rather than a command."""
    return (path.suffix == ".casefile" or path.is_absolute()) and path.is_dir()


def open_window(vault: Path | None) -> int:
    """Open the window, on a vault if one is given."""
    from casefile import app

    return app.run(vault)


if __name__ == "__main__":
    sys.exit(main())
