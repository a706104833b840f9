# SPDX-License-Identifier: GPL-3.0-or-later
"""No text of a vault is read as markup, wherever the window shows it: a picture that all of them
name is never opened, and nobody is asked for it over a network."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6 import QtGui

from casefile.desktop.widgets.text import plain_tip
from tests.desktop.markup import CANARY

SCRIPT = Path(__file__).with_name("marked.py")
needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="the program strace, which sees opened files, is missing"
)


def traced(folder: Path, *arguments: str) -> tuple[str, str]:
    """What the script printed, and the trace of what it opened, with all its processes."""
    Image.new("RGB", (8, 8)).save(folder / CANARY)
    trace = folder.with_name("trace")
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-s", "400", "-e", "trace=open,openat,socket,connect",
         "-o", str(trace), sys.executable, str(SCRIPT), str(folder), *arguments],
        env={**os.environ, "PYTHONPATH": str(SCRIPT.parents[2]), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0
    return done.stdout, trace.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "marked"
    made.mkdir()
    return made


@needs_strace
@pytest.mark.bar(8, "markup in every field of a vault")
def test_a_vault_full_of_markup_is_shown_as_it_stands(folder: Path) -> None:
    printed, trace = traced(folder)
    told = json.loads(printed.splitlines()[-1])
    assert told["found"] == {}
    seen = told["seen"]
    assert seen["looks"] > 100, seen
    assert seen["labels"] > 1000, seen
    assert seen["tool tips"] > 100, seen
    assert f'{CANARY}"' not in trace
    assert re.findall(r"socket\(AF_(?:INET6?|PACKET)", trace) == []


@needs_strace
def test_the_trace_would_show_it(folder: Path) -> None:
    _printed, trace = traced(folder, "--control")
    assert f'{CANARY}"' in trace


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "a &lt; b",
        "&lt;b&gt;",
        "<?xml ?><b>",
        "<!doctype html>",
        "x <img src='y'>",
        " <p>",
    ],
)
def test_a_tip_is_never_taken_for_rich(text: str) -> None:
    assert QtGui.Qt.mightBeRichText(text)
    assert not QtGui.Qt.mightBeRichText(plain_tip(text))
