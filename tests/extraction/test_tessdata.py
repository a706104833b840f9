# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import pytest

from casefile.extraction import tessdata


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    return folder


def test_languages_go_by_their_files(tmp_path: Path) -> None:
    names = ("rus", "eng", "uzb_cyrl", "osd", "equ", "a+b", "x;y")
    put(tmp_path / "data", "pdf.ttf", *(f"{name}.traineddata" for name in names))
    assert tessdata.languages_in(tmp_path / "data") == ("eng", "rus", "uzb_cyrl")
    assert tessdata.languages_in(tmp_path / "no such") == ()


@pytest.mark.parametrize(
    "place",
    [
        "usr/share/tesseract-ocr/5/tessdata",
        "usr/share/tesseract/tessdata",
        "opt/homebrew/share/tessdata",
        "usr/local/share/tessdata",
    ],
)
def test_each_system_keeps_them_elsewhere(place: str, tmp_path: Path) -> None:
    put(tmp_path / "usr/share/tessdata", "osd.traineddata")  # no language: not this one
    data = put(tmp_path / place, "eng.traineddata")
    assert tessdata.folder({}, tmp_path) == data


def test_the_newest_of_debian_comes_first(tmp_path: Path) -> None:
    put(tmp_path / "usr/share/tesseract-ocr/4.00/tessdata", "eng.traineddata")
    newest = put(tmp_path / "usr/share/tesseract-ocr/5/tessdata", "eng.traineddata")
    assert tessdata.folder({}, tmp_path) == newest


def test_windows_keeps_them_among_its_programs(tmp_path: Path) -> None:
    data = put(tmp_path / "Programs/Tesseract-OCR/tessdata", "eng.traineddata")
    environ = {"PROGRAMFILES": str(tmp_path / "none"), "LOCALAPPDATA": str(tmp_path)}
    assert tessdata.folder(environ, tmp_path / "root") == data


@pytest.mark.parametrize("below", ["", "tessdata"])
def test_what_a_person_says_comes_first(below: str, tmp_path: Path) -> None:
    put(tmp_path / "usr/share/tessdata", "eng.traineddata")
    own = put(tmp_path / "own" / below, "kaz.traineddata")
    assert tessdata.folder({"TESSDATA_PREFIX": str(tmp_path / "own")}, tmp_path) == own


def test_nowhere_is_no_folder(tmp_path: Path) -> None:
    assert tessdata.folder({}, tmp_path) is None
