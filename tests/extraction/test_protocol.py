# SPDX-License-Identifier: GPL-3.0-or-later
import io
import struct

import pytest

from casefile.extraction import protocol
from casefile.extraction.protocol import Failure, Fault, Garbled, What


def test_what_is_sent_is_received() -> None:
    pipe = io.BytesIO()
    protocol.send(pipe, What.PICTURE, 2, 1, b"abcdef")
    pipe.seek(0)
    assert protocol.receive(pipe) == (What.PICTURE, 2, 1)
    assert protocol.exactly(pipe, 6) == b"abcdef"


def test_a_document_arrives_whole_whatever_its_pieces() -> None:
    pipe = io.BytesIO()
    protocol.send_document(pipe, "text/plain", [b"a", b"bc", b"d" * protocol.PIECE_LIMIT])
    pipe.seek(0)
    assert protocol.receive_media_type(pipe) == "text/plain"
    assert protocol.receive_document(pipe) == b"abc" + b"d" * protocol.PIECE_LIMIT
    assert pipe.read() == b""


def test_an_empty_document_is_a_document() -> None:
    pipe = io.BytesIO()
    protocol.send_document(pipe, "text/plain", protocol.pieces_of(b""))
    pipe.seek(0)
    protocol.receive_media_type(pipe)
    assert protocol.receive_document(pipe) == b""


@pytest.mark.parametrize("cut", range(9))
def test_half_a_head_is_garbled(cut: int) -> None:
    with pytest.raises(Garbled):
        protocol.receive(io.BytesIO(struct.pack(">BII", 1, 2, 3)[:cut]))


def test_an_unknown_head_is_garbled() -> None:
    with pytest.raises(Garbled):
        protocol.receive(io.BytesIO(struct.pack(">BII", 99, 2, 3)))


def test_a_piece_over_the_limit_is_not_read() -> None:
    lying = io.BytesIO(struct.pack(">I", 0xFFFFFFFF) + b"abc")
    with pytest.raises(Garbled):
        protocol.receive_media_type(lying)
    assert lying.tell() == 4


def test_a_document_over_the_limit_is_refused_on_both_sides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipe = io.BytesIO()
    protocol.send_document(pipe, "text/plain", [b"12345", b"67890"])
    pipe.seek(0)
    protocol.receive_media_type(pipe)
    monkeypatch.setattr(protocol, "DOCUMENT_LIMIT", 9)
    with pytest.raises(Fault) as received:
        protocol.receive_document(pipe)
    with pytest.raises(Fault) as sent:
        list(protocol.pieces_of(io.BytesIO(b"1234567890")))
    assert received.value.failure is sent.value.failure is Failure.TOO_LARGE


def test_exit_codes_are_not_those_of_anything_else() -> None:
    """0 to 2 are Python's, 126 and up the shell's and the signals'."""
    assert all(2 < failure < 126 for failure in Failure)
