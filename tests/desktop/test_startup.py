# SPDX-License-Identifier: GPL-3.0-or-later
"""The unlock screen is painted before the rooms behind it are imported."""

import json
import os
import subprocess
import sys

HEAVY = ("sqlalchemy", "sqlcipher3", "reportlab", "pyrage", "babel", "docx", "PIL", "zxcvbn")

SCRIPT = """
import json, sys, threading

class Watch:
    where = {}
    def find_spec(self, name, path=None, target=None):
        if name in HEAVY:
            self.where.setdefault(name, threading.current_thread().name)

sys.meta_path.insert(0, Watch())
from casefile import app
application = app.make_application()
at_first_paint = []
warm_up = app.Program._warm_up
def painted(program):
    at_first_paint.append(sorted(sys.modules))
    warm_up(program)
app.Program._warm_up = painted
program = app.Program(application)
program.window.show()
def look():
    if at_first_paint and not program.worker.busy:
        application.quit()
from PySide6.QtCore import QTimer
timer = QTimer(); timer.timeout.connect(look); timer.start(5)
application.exec()
program.close()
told = {"painted": at_first_paint[0], "imported": Watch.where, "now": sorted(sys.modules)}
print(json.dumps(told))
""".replace("HEAVY", repr(HEAVY))


def test_the_door_is_painted_first_and_the_rest_is_imported_beside_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert not set(HEAVY) & set(told["painted"])
    assert {"sqlalchemy", "sqlcipher3", "reportlab", "pyrage"} <= set(told["now"])
    assert set(told["imported"].values()) == {"vault"}, told["imported"]


def test_the_extraction_process_starts_nothing_else() -> None:
    script = (
        "import sys; sys.argv = ['casefile', '--extract-worker'];"
        "from casefile.__main__ import main; main();"
        "ours = ('PySide6', 'casefile.desktop', 'casefile.base', 'sqlalchemy');"
        "print([m for m in sys.modules if m.startswith(ours)], file=sys.stderr)"
    )
    environment = {name: os.environ[name] for name in os.environ if "COVERAGE" not in name}
    done = subprocess.run(  # its limits leave a measuring program no file to write
        [sys.executable, "-c", script],
        input=b"",
        env=environment,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.stderr.strip() == b"[]"
