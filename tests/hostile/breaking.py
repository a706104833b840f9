# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks a document at random, again and again, and reads each as the extraction process does.

    breaking.py MEDIA_TYPE SEED COUNT < document

A process for each, so that what one of them does harms no other; they are forked from one that
has loaded the reader already. Prints a line of JSON: how many ended in which way (an exit code,
or minus a signal), and the numbers of those that ended as none may.
"""

import io
import json
import os
import random
import signal
import sys
from collections import Counter

from casefile.extraction import limits, protocol, worker
from casefile.extraction.protocol import Failure, What

KNOWN = {0, -signal.SIGXCPU, *Failure} - {Failure.FAULT, Failure.CRASHED}


def broken(whole: bytes, chance: random.Random) -> bytes:
    """The document with a few bytes changed, now and then a piece cut out or said twice."""
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        data[chance.randrange(len(data))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
    if chance.random() < 0.2:
        at, size = chance.randrange(len(data)), chance.randrange(1, 64)
        data[at : at + size] = chance.choice((b"", data[at : at + size] * 2))
    return bytes(data)


def read(media_type: str, data: bytes) -> int:
    """Read all of it under all limits; how the process is to end. What it answers is checked."""
    limits.limit_resources()
    source, answers = io.BytesIO(), io.BytesIO()
    protocol.send_document(source, media_type, protocol.pieces_of(data))
    asked = ((What.TEXT, 0), (What.LAYOUT, 0), (What.ATTACHMENTS, 0), (What.LEFT, 0),
             (What.ATTACHMENT, 0))  # fmt: skip
    for what, first in asked:
        protocol.send(source, what, first)
    protocol.send(source, What.PICTURE, 0, 60)
    source.seek(0)
    code = worker.serve(source, answers, limits.confine)
    answers.seek(0)
    while code == 0 and (head := answers.read(9)):
        check(*protocol.receive(io.BytesIO(head)), answers)
    return code


def check(what: What, first: int, second: int, answers: io.BytesIO) -> None:
    """Read the rest of an answer as strictly as the program does."""
    match what:
        case What.TEXT | What.ATTACHMENT:
            protocol.exactly(answers, first)
        case What.LAYOUT:
            text = protocol.exactly(answers, first).decode()
            assert second <= len(text)
            protocol.receive_boxes(answers, second)
        case What.ATTACHMENTS:
            protocol.receive_list(answers, first, second)
        case What.LEFT:
            assert first <= protocol.PART_LIMIT
        case What.PICTURE:
            assert first <= 60
            protocol.exactly(answers, first * second * 3)
        case What.FAILED:
            assert first in set(Failure) - {Failure.FAULT}


def main(media_type: str, seed: int, count: int) -> None:
    whole = sys.stdin.buffer.read()
    worker.opener(media_type)
    endings: Counter[int] = Counter()
    bad: list[int] = []
    for number in range(count):
        data = broken(whole, random.Random(seed * 1_000_000 + number))
        if not (child := os.fork()):
            code = int(Failure.FAULT)
            try:
                code = read(media_type, data)
            finally:
                sys.stderr.flush()
                os._exit(code)
        ending = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        endings[ending] += 1
        if ending not in KNOWN:
            bad.append(number)
    print(json.dumps({"endings": endings, "bad": bad}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
