# SPDX-License-Identifier: GPL-3.0-or-later
"""The system says that its user is going away: the screen locks, the user changes, it sleeps.

Linux: logind and the screen savers of the desktops, over D-Bus; the console in front. Windows:
session and power messages. macOS: a look at the session each second. Where a system has none of
these, the idle lock is left, and its notice of a machine that slept.
"""

import sys

from PySide6.QtCore import QObject, Signal

_EVERY = 1000  # ms between two looks, where a system has to be looked at


class Away(QObject):
    """`away` whenever the user of the machine goes away. Start it once."""

    away = Signal()

    def start(self) -> None:
        """Listen. Overridden by each system."""


if sys.platform == "linux":
    import os
    from pathlib import Path

    from PySide6.QtCore import SLOT, QTimer, Slot
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    _LOGIND = "org.freedesktop.login1"
    _SAVERS = (
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
        ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
        ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
        ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
    )

    class LinuxAway(Away):
        """logind: PrepareForSleep and the session's Lock; screen savers: ActiveChanged (see
        logind's D-Bus interface and the desktops' Idle Inhibition Service); the kernel: which
        virtual terminal is in front."""

        consoles = Path("/sys/class/tty/tty0/active")

        def start(self) -> None:
            """Listen on whichever bus there is, and look each second who has the screen."""
            self._own = os.environ.get("XDG_VTNR", "")
            self._was_there = True
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._look)
            self._timer.start(_EVERY)
            system = QDBusConnection.systemBus()
            if system.isConnected():
                self._listen(
                    system, _LOGIND, "/org/freedesktop/login1", f"{_LOGIND}.Manager",
                    "PrepareForSleep", "_said(QDBusMessage)",
                )  # fmt: skip
                self._listen(
                    system, _LOGIND, "", f"{_LOGIND}.Session", "Lock", "_locked(QDBusMessage)"
                )
            session = QDBusConnection.sessionBus()
            if session.isConnected():
                for name, path in _SAVERS:
                    self._listen(session, "", path, name, "ActiveChanged", "_said(QDBusMessage)")

        def _listen(
            self, bus: QDBusConnection, service: str, path: str, interface: str, name: str, to: str
        ) -> None:
            # PySide's stubs ask for bytes, PySide itself for a text.
            bus.connect(service, path, interface, name, self, SLOT(to))  # type: ignore[call-overload]

        @Slot(QDBusMessage)
        def _said(self, message: QDBusMessage) -> None:
            if message.arguments()[:1] == [True]:
                self.away.emit()

        @Slot(QDBusMessage)
        def _locked(self, message: QDBusMessage) -> None:
            if _is_ours(message.path()):
                self.away.emit()

        def _look(self) -> None:
            """Another user has the screen where another virtual terminal is in front."""
            there = not self._own or _read(self.consoles) in ("", f"tty{self._own}")
            if self._was_there and not there:
                self.away.emit()
            self._was_there = there

    def _read(path: Path) -> str:
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError:
            return ""  # no such consoles here: in a container, or on a remote desktop

    def _is_ours(path: str) -> bool:
        """Whether a session's object path is that of this process; when in doubt, yes."""
        session = os.environ.get("XDG_SESSION_ID", "")
        if not session:
            return True
        # systemd escapes a leading digit: session 2 is /org/freedesktop/login1/session/_32
        escaped = f"_{ord(session[0]):x}{session[1:]}" if session[0].isdigit() else session
        return path.rpartition("/")[2] in (escaped, "self", "auto")

    def watch() -> Away:
        """The watch of this system."""
        return LinuxAway()

elif sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
    from PySide6.QtGui import QGuiApplication

    _WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
    _WM_WTSSESSION_CHANGE = 0x02B1
    _GONE = {0x2, 0x4, 0x6, 0x7}  # WTS_CONSOLE_DISCONNECT, REMOTE_DISCONNECT, LOGOFF, LOCK

    class _Filter(QAbstractNativeEventFilter):
        def __init__(self, watch: "WindowsAway") -> None:
            super().__init__()
            self._watch = watch

        def nativeEventFilter(
            self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            told = wintypes.MSG.from_address(int(message))
            slept = told.message == _WM_POWERBROADCAST and told.wParam == _PBT_APMSUSPEND
            if slept or (told.message == _WM_WTSSESSION_CHANGE and told.wParam in _GONE):
                self._watch.away.emit()
            return False, 0

    class WindowsAway(Away):
        """Session and power messages of a window of ours (Remote Desktop Services API)."""

        def start(self) -> None:
            """Ask for the messages of this session."""
            self._filter = _Filter(self)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)
            for window in QGuiApplication.topLevelWindows():
                ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)

    def watch() -> Away:
        """The watch of this system."""
        return WindowsAway()

elif sys.platform == "darwin":
    import ctypes
    import ctypes.util

    from PySide6.QtCore import QTimer

    class MacAway(Away):
        """Whether the session's screen is locked or another user's in front (Quartz Display
        Services, CGSessionCopyCurrentDictionary)."""

        def start(self) -> None:
            """Look each second."""
            self._graphics = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
            self._core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
            self._graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
            self._core.CFStringCreateWithCString.restype = ctypes.c_void_p
            self._core.CFDictionaryContainsKey.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
            self._core.CFRelease.argtypes = [ctypes.c_void_p]
            self._key = self._core.CFStringCreateWithCString(
                None, b"CGSSessionScreenIsLocked", 0x08000100
            )
            self._was_there = True
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._look)
            self._timer.start(_EVERY)

        def _look(self) -> None:
            session = self._graphics.CGSessionCopyCurrentDictionary()
            there = bool(session) and not self._core.CFDictionaryContainsKey(session, self._key)
            if session:
                self._core.CFRelease(session)
            if self._was_there and not there:
                self.away.emit()
            self._was_there = there

    def watch() -> Away:
        """The watch of this system."""
        return MacAway()

else:

    def watch() -> Away:
        """Nothing is known of this system: the idle lock is left."""
        return Away()
