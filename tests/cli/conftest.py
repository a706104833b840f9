# SPDX-License-Identifier: GPL-3.0-or-later
"""A way to run commands as a person types them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.casework import sample
from casefile.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with the sample's passphrase in a file; gives exit code, output, errors."""
    (tmp_path / "passphrase").write_text(sample.PASSPHRASE + "\n")
    monkeypatch.setenv("CASEFILE_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    monkeypatch.setattr("casefile.base.process.harden", lambda: None)  # not to this process

    def run_one(*arguments: object) -> tuple[int, str, str]:
        code = main.run([str(argument) for argument in arguments], lambda _vault: 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_one
