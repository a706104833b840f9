# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries the frozen program as a person would, on a screen of its own: `python tools/try_frozen.py
FOLDER`. Pictures of what was seen are in build/frozen/. Ends with one sentence where a step fails.

Needs Xvfb and xdotool. The last document of the sample is a PDF.
"""

import os
import re
import subprocess
import sys
import tempfile  # noqa: TID251 - nothing but the public sample goes there
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageGrab

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from casefile import __version__  # noqa: E402

PICTURES = ROOT / "build" / "frozen"
PASSPHRASE = "sample case only"  # of the sample vault, which says so itself
PATIENCE = 30.0  # seconds that any step may take
SEALED = "six unrelated words make it strong"
_WHITE = 250  # of 255: no surface of the dark window is that light, a page of paper is

T = TypeVar("T")


class Person:
    """Looks at a screen and types. Without a window manager the window that is asked for must be
    given the keyboard each time."""

    def __init__(self, display: str, home: Path) -> None:
        self.display = display
        self.environment = {
            "DISPLAY": display, "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
            "CASEFILE_SETTINGS": str(home / "settings.json"), "XDG_RUNTIME_DIR": str(home),
            "QT_QPA_PLATFORM": "xcb",
        }  # fmt: skip

    def do(self, *arguments: str) -> str:
        """What xdotool answers; empty where it finds nothing."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def find(self, title: str) -> str:
        """The number of the window whose title begins so, once it is there."""
        return wait(
            f"a window called {title}",
            lambda: self.do("search", "--onlyvisible", "--name", f"^{title}").split()[-1:],
        )[0]

    def is_rid_of(self, title: str) -> bool:
        """Whether no window's title begins so any more."""
        return not self.do("search", "--onlyvisible", "--name", f"^{title}")

    def press(self, title: str, *keys: str) -> None:
        """Press keys in a window, one after the other."""
        self.do("windowfocus", "--sync", self.find(title))
        for key in keys:
            self.do("key", "--delay", "40", key)

    def write(self, text: str, key: str) -> None:
        """Type where the keyboard is, then press a key."""
        self.do("type", "--delay", "10", text)
        self.do("key", key)

    def look(self, name: str = "") -> Image.Image:
        """What is on the screen; kept as a picture where it has a name."""
        seen = ImageGrab.grab(xdisplay=self.display)
        if name:
            seen.save(PICTURES / f"{name}.png")
        return seen

    def sees_paper(self) -> bool:
        """Whether a tenth of the screen is white, as in the dark window only paper is."""
        shades = self.look().convert("L").histogram()
        return sum(shades[_WHITE:]) > sum(shades) / 10


def wait(what: str, seen: Callable[[], T]) -> T:
    """What `seen` answers as soon as that is something. Ends the program where it never is."""
    end = time.monotonic() + PATIENCE
    while not (answer := seen()):
        if time.monotonic() > end:
            sys.exit(f"Not seen in {PATIENCE:.0f} s: {what}.")
        time.sleep(0.02)
    return answer


@contextmanager
def screen() -> Iterator[str]:
    """A display without anything on it."""
    command = [
        "Xvfb",
        "-displayfd",
        "1",
        "-noreset",
        "-nolisten",
        "tcp",
        "-screen",
        "0",
        "1280x840x24",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            yield f":{server.stdout.readline().decode().strip()}"
        finally:
            server.terminate()


def try_commands(program: Path, home: Path, person: Person) -> None:
    """Version, licences, and a sample vault whose briefing and bundle are those of the window."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(program), *arguments], env=person.environment, cwd=home, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode or done.stderr:
            sys.exit(f"casefile {' '.join(arguments)} ended {done.returncode}: {done.stderr}")
        return done.stdout

    assert run("--version").split() == ["casefile", __version__]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==(\S+) ", lock, re.MULTILINE))
    lines = run("--licences").splitlines()
    told = [
        re.match(r"(\S+) +(\d\S*) +(\S.*)", line)
        for line in lines
        if not line.startswith("Python ")
    ]
    listed = {(re.sub(r"[-_.]+", "-", one[1]).lower(), one[2]) for one in told if one}
    assert listed <= locked, listed - locked
    texts = {path.name for path in (program.parent / "licences" / "packages").iterdir()}
    assert {name for name, _version in listed} <= texts | {"pyside6-essentials", "shiboken6"}
    only_elsewhere = {name for name, _version in locked - listed}
    assert only_elsewhere <= {"colorama", "pyside6-essentials", "shiboken6"}, only_elsewhere
    run("demo", str(home / "demo"))
    passphrase = home / "passphrase"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    person.environment["CASEFILE_PASSPHRASE_FILE"] = str(passphrase)
    vault = str(home / "demo" / "sample.casefile")
    run("verify", vault)
    run("brief", vault, "KZ-2017", "-o", str(home / "briefing.pdf"))
    run("backup", vault, "--to", str(home / "stick"))
    del person.environment["CASEFILE_PASSPHRASE_FILE"]


def begin(command: list[str], person: Person) -> tuple[subprocess.Popen[bytes], float]:
    """The window, and the seconds until it was on the screen."""
    began = time.monotonic()
    process = subprocess.Popen(command, env=person.environment)
    person.find("Casefile")
    return process, time.monotonic() - began


def unlock(person: Person) -> None:
    """From the door into the vault."""
    person.press("Casefile")
    person.write(PASSPHRASE, "Return")
    person.find("sample ")


def children(process: Path) -> list[Path]:
    """The processes that any thread of one has started, under /proc."""
    told = [path.read_text() for path in process.glob("task/*/children")]
    return [Path("/proc") / number for number in " ".join(told).split()]


def confined(process: Path) -> bool:
    """Whether a process can start no other and gain no rights, and is this program."""
    limits = (process / "limits").read_text()
    alone = re.search(r"^Max processes +0 +0 ", limits, re.MULTILINE)
    told = (process / "cmdline").read_bytes().split(b"\0")
    return (
        bool(alone)
        and "NoNewPrivs:\t1" in (process / "status").read_text()
        and b"--extract-worker" in told
    )


def peak(process: Path) -> int:
    """The most memory that a process has held, in kB."""
    told = re.search(r"^VmHWM:\s+(\d+)", (process / "status").read_text(), re.MULTILINE)
    return int(told[1]) if told else 0


def lighter(process: Path, most: int) -> bool:
    """Whether a process has never held as much as it had: it was replaced by another."""
    return 0 < peak(process) < most


def try_window(process: subprocess.Popen[bytes], home: Path, person: Person) -> None:
    """A short day: a PDF, a lock and back, what is in it, a briefing, a bundle, a backup."""
    own = Path(f"/proc/{process.pid}")

    def sees_document() -> bool:
        person.press("sample ", "Down")
        return person.sees_paper()

    unlock(person)
    person.press("sample ", "ctrl+5")
    wait("a page of the PDF", sees_document)
    wait(
        "an extraction process that is confined",
        lambda: [child for child in children(own) if confined(child)],
    )
    person.look("document")
    for keys in ("ctrl+l", "F12"):
        most = peak(own)
        person.press("sample ", keys)
        wait("a fresh process at the door", partial(lighter, own, most))
        time.sleep(0.2)  # the screen may still show the window of the old one, never the new one's
        unlock(person)
        wait("the page on which it was locked, and the PDF again", sees_document)
    person.press("sample ", "alt+p", "a")
    person.find("About Casefile")
    time.sleep(0.3)
    person.look("about")
    person.press("About Casefile", "Escape")
    person.press("sample ", "ctrl+8")
    person.press("sample ", "ctrl+e")
    person.press("Export the case", "Tab", "Down", "Tab")
    person.write(SEALED, "Tab")
    person.write(SEALED, "Tab")
    person.look("export")
    person.press("Export the case", "Tab", "space")
    time.sleep(0.5)
    person.look("choose")
    person.write(str(home / "window.casebundle"), "Return")
    wait("a bundle", (home / "window.casebundle").is_file)
    wait("the end of the export", lambda: person.is_rid_of("Export the case"))
    kept = set(home.glob("stick/*/*"))
    person.press("sample ", "alt+t", "b")
    person.press("Backups", "Tab", "space")
    wait("another backup", lambda: set(home.glob("stick/*/*")) - kept)
    person.look("backup")


def main(folder: Path) -> None:
    program = (folder / "casefile").resolve()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with screen() as display, tempfile.TemporaryDirectory() as made:
        home = Path(made)
        (home / "settings.json").write_text('{"appearance": "dark"}', encoding="utf-8")
        person = Person(display, home)
        try_commands(program, home, person)
        opened = ["open", str(home / "demo" / "sample.casefile")]
        for command in ([sys.executable, "-m", "casefile"], [str(program)]):
            process, seconds = begin([*command, *opened], person)
            try:
                print(f"{seconds:.2f} s to the window of {Path(command[0]).name}", flush=True)
                if command[0] == str(program):
                    try_window(process, home, person)
            finally:
                person.look("last")
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
