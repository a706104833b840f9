# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the system on a private bus and says when the watch says `away`; not a test itself.

dbus-run-session -- python going_away.py SIGNAL…
"""

import os
import sys

os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
os.environ.update(XDG_SESSION_ID="2", QT_QPA_PLATFORM="offscreen")

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from casefile.desktop.locking.away import watch

LOGIND = "org.freedesktop.login1"
MANAGER, SESSIONS = "/org/freedesktop/login1", "/org/freedesktop/login1/session"
SIGNALS = {
    "sleep": (MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", [True]),
    "wake": (MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", [False]),
    "lock": (f"{SESSIONS}/_32", f"{LOGIND}.Session", "Lock", []),
    "lock-of-another": (f"{SESSIONS}/_37", f"{LOGIND}.Session", "Lock", []),
    "saver": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    "saver-off": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False]),
}  # fmt: skip


def main(names: list[str]) -> None:
    application = QCoreApplication(sys.argv)
    system = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "system")
    assert system.registerService(LOGIND)
    away = watch()
    said: list[str] = []
    current = [""]
    away.away.connect(lambda: said.append(current[0]))
    away.start()
    rest = iter(names)

    def send() -> None:
        name = next(rest, None)
        if name is None:
            print(" ".join(said))
            application.quit()
            return
        current[0] = name
        path, interface, member, arguments = SIGNALS[name]
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(arguments)
        assert system.send(message)

    timer = QTimer()
    timer.timeout.connect(send)
    timer.start(150)
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
