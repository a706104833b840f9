# SPDX-License-Identifier: GPL-3.0-or-later
"""What is copied: plain, out of the histories that systems and clipboard managers keep, and not
for long. Whatever puts text there, a key, a menu or the mouse, this sees it and marks it.

The marks are those that password managers use: the Windows clipboard formats (learn.microsoft.com,
"Clipboard Formats", cloud clipboard), Klipper's hint, and nspasteboard.org for macOS.
"""

import sys
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT = 10_000  # ms that a copy stays
OURS = "application/x-casefile-copy"

_NO = bytes(4)  # a DWORD
_MARKS: dict[str, bytes] = {
    OURS: b"1",
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
}

_OF_NO_SYSTEM = {"offscreen", "minimal"}
"""Platforms whose clipboard is this process's alone, though they don't say that it owns it."""

_Mode = QClipboard.Mode


class Guard(QObject):
    """Marks what this program copies and takes it away in time. One for the application:
    `guard()`."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self.kept = KEPT  # ms; shorter in tests
        self._clipboard = application.clipboard()
        self._timers: dict[_Mode, QTimer] = {}
        modes = [_Mode.Clipboard]
        if self._clipboard.supportsSelection():
            modes.append(_Mode.Selection)  # what is selected is for the middle button
        for mode in modes:
            timer = self._timers[mode] = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(partial(self._clear, mode))
        self._clipboard.changed.connect(self.mark)

    def copy(self, text: str) -> None:
        """Put a text there."""
        self._clipboard.setMimeData(_marked(text))

    def mark(self, mode: _Mode = _Mode.Clipboard) -> None:
        """Mark what is there if it is ours; from now on its time runs."""
        timer = self._timers.get(mode)
        if timer is None or not self._is_ours(mode):
            return
        data: QMimeData | None = self._clipboard.mimeData(mode)
        if data is None:  # empty, on some systems
            timer.stop()
        elif data.hasFormat(OURS):
            timer.start(self.kept)
            _conceal(mode)
        elif data.hasImage() or data.hasText():
            # This comes back here: the new data are a change too.
            self._clipboard.setMimeData(_marked(data.text(), data), mode)

    def clear(self) -> None:
        """Take away at once what is ours."""
        for mode in self._timers:
            self._clear(mode)

    def _clear(self, mode: _Mode) -> None:
        self._timers[mode].stop()
        if self._is_ours(mode):
            self._clipboard.clear(mode)

    def _is_ours(self, mode: _Mode) -> bool:
        if QGuiApplication.platformName() in _OF_NO_SYSTEM:
            return True
        if mode == _Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()


def guard() -> Guard:
    """The one of this application."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    found = application.findChild(Guard)
    return found if isinstance(found, Guard) else Guard(application)


def copy(text: str) -> None:
    """Put a text into the clipboard, marked; it is taken away after `KEPT` milliseconds, or when
    the vault is locked or the program ends, if it still is there."""
    guard().copy(text)


def _marked(text: str, picture: QMimeData | None = None) -> QMimeData:
    """A text as nothing but text, or the picture of `picture` if it has one."""
    data = QMimeData()
    if picture is not None and picture.hasImage():
        data.setImageData(picture.imageData())
    else:
        data.setText(text)
    for name, value in _MARKS.items():
        data.setData(name, value)
    return data


if sys.platform == "darwin":
    import ctypes

    def _conceal(mode: _Mode) -> None:
        """Qt writes formats of ours under names of its own; this one has to bear its own name."""
        if mode != _Mode.Clipboard:
            return
        ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
        objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
        objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
        objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]

        def send(to: int, message: bytes, *values: int | bytes | None) -> int:
            kinds = [ctypes.c_char_p if isinstance(one, bytes) else ctypes.c_void_p
                     for one in values]  # fmt: skip
            shape = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *kinds)
            name = objc.sel_registerName(message)
            return shape(("objc_msgSend", objc))(to, name, *values) or 0

        board = send(objc.objc_getClass(b"NSPasteboard"), b"generalPasteboard")
        kind = send(
            objc.objc_getClass(b"NSString"), b"stringWithUTF8String:",
            b"org.nspasteboard.ConcealedType",
        )  # fmt: skip
        kinds = send(objc.objc_getClass(b"NSArray"), b"arrayWithObject:", kind)
        send(board, b"addTypes:owner:", kinds, None)
        send(board, b"setString:forType:", kind, kind)

else:

    def _conceal(_mode: _Mode) -> None:
        """The formats above say it all."""
