# SPDX-License-Identifier: GPL-3.0-or-later
"""A process whose children do a deed at a vault, to be killed in it or to find the disk failing.

Not a test. To start Python costs more than any deed: here all is imported once, and each child is a
fork. Orders and answers are lines of JSON, see `Nursery` in `care.py`.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from casefile.base.errors import CasefileError
from tests.endurance.deeds import DEEDS, Deed, Place

CALLS = (
    "openat,read,pread64,write,pwrite64,fsync,fdatasync,ftruncate,rename,mkdir,unlink,unlinkat,"
    "rmdir,getdents64"
)
_SET_PTRACER, _ANY = 0x59616D61, ctypes.c_ulong(-1)  # linux/prctl.h, PR_SET_PTRACER


def tried(deed: Deed) -> list[str]:
    """Do it; how it ended: done, refused in a sentence, or broke."""
    try:
        return ["done", deed()]
    except CasefileError as error:
        return ["refused", type(error).__name__, error.sentence]
    except BaseException:
        return ["broke", traceback.format_exc()]


def live(channel: socket.socket, order: dict[str, Any]) -> None:
    """The life of a child: a deed for each byte that comes; `send` is a call that never fails."""
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANY, 0, 0, 0)
    deed = DEEDS[order["deed"]](Place(**order["place"]))
    channel.send(b"ready\n")
    while wish := channel.recv(1):
        while True:
            channel.send(json.dumps(tried(deed)).encode() + b"\n")
            if wish != b"*":
                break


def born(order: dict[str, Any]) -> tuple[int, socket.socket]:
    ours, theirs = socket.socketpair()
    child = os.fork()
    if not child:
        ours.close()
        try:
            live(theirs, order)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    theirs.close()
    return child, ours


def kill(order: dict[str, Any]) -> dict[str, Any]:
    """Let a child do the deed without end, and kill it so many seconds after it has begun, or has
    done it `after` times."""
    child, channel = born(order)
    with channel, channel.makefile("rb") as said:
        ready = said.readline()
        channel.send(b"*")
        lines = [said.readline() for _deed in range(order["after"])]
        time.sleep(order["pause"])
        os.kill(child, signal.SIGKILL)
        with suppress(ConnectionResetError):  # it died before it heard of its deed
            while line := said.readline():
                lines.append(line)
    os.waitpid(child, 0)
    whole = [json.loads(line) for line in lines if line.endswith(b"\n")]
    return {"ready": bool(ready), "said": whole}


def measure(order: dict[str, Any]) -> dict[str, Any]:
    """How long a deed takes, the second time."""
    child, channel = born(order)
    with channel, channel.makefile("rb") as said:
        said.readline()
        answers = []
        for _turn in range(2):
            begun = time.monotonic()
            channel.send(b".")
            answers.append(json.loads(said.readline()))
            seconds = time.monotonic() - begun
    os.waitpid(child, 0)
    return {"seconds": seconds, "said": answers}


def fault(order: dict[str, Any]) -> dict[str, Any]:
    """Let a child do the deed in peace, then with calls of the system that fail as `inject` says
    (strace(1)), then in peace again. Returns the three endings, and how many calls there were."""
    child, channel = born(order)
    trace = Path(order["trace"])
    with channel, channel.makefile("rb") as said:
        said.readline()
        answers = []
        for turn in range(3):
            tracer = attached(child, trace, order["inject"]) if turn == 1 else None
            channel.send(b".")
            answers.append(json.loads(said.readline() or '["broke", "it is gone"]'))
            if tracer:
                tracer.terminate()
                tracer.communicate()
    os.waitpid(child, 0)
    counts = Counter(line.split("(")[0].split()[-1] for line in trace.open() if "(" in line)
    trace.unlink()
    return {"ends": answers, "calls": counts}


def attached(child: int, trace: Path, inject: list[str]) -> "subprocess.Popen[bytes]":
    command = ["strace", "-f", "-p", str(child), "-o", str(trace), "-e", f"trace={CALLS}"]
    for rule in inject:
        command += ["-e", f"inject={rule}"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    told = tracer.stderr.readline()
    assert b"attached" in told, told
    return tracer


def main() -> None:
    orders = {"kill": kill, "measure": measure, "fault": fault}
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(orders[order["order"]](order)), flush=True)


if __name__ == "__main__":
    main()
