# SPDX-License-Identifier: GPL-3.0-or-later
"""The extraction process: reads one document from its input, answers requests about its pages.

It is started with no path, no environment of the user and no descriptor but its three pipes.
The reader of the document's format is loaded first, then everything is given up (`limits`),
and only then is the document looked at.
"""

import os
import sys
import traceback
from collections.abc import Callable

from casefile.extraction import limits, protocol
from casefile.extraction.pages import Pages
from casefile.extraction.protocol import Failure, Fault, Garbled, Sink, Source, What

Opener = Callable[[bytes], Pages]


def main() -> int:
    """Serve the program at the other end of stdin and stdout; returns the exit code."""
    limits.limit_resources()
    source = os.fdopen(0, "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    return serve(source, answers, limits.confine)


def serve(source: Source, answers: Sink, confine: Callable[[], None]) -> int:
    """Receive a document, open it after `confine`, answer until the source ends; the exit code."""
    try:
        open_untrusted = opener(protocol.receive_media_type(source))
        untrusted = protocol.receive_document(source)
        confine()
        _answer_all(open_untrusted(untrusted), source, answers)
    except Fault as fault:
        return fault.failure
    except MemoryError:
        return Failure.OUT_OF_MEMORY
    except RecursionError:
        return Failure.DAMAGED
    except (Garbled, BrokenPipeError):
        return 0  # the program went away
    except Exception:
        traceback.print_exc()
        return Failure.FAULT
    return 0


def opener(wanted: str) -> Opener:
    """The reader of a media type, fully loaded, and with it what recognises text where languages
    are named: "application/pdf;languages=rus+eng". Raises Fault for an unknown media type.
    """
    media_type, _parted, languages = wanted.partition(protocol.LANGUAGES)
    if languages:
        from casefile.extraction.recognition import recognising

        return recognising(opener(media_type), languages)
    match media_type:
        case "application/pdf":
            from casefile.extraction.pdf import open_pdf

            return open_pdf
        case "image/jpeg" | "image/png" | "image/tiff" | "image/webp":
            from casefile.extraction.images import reader_of

            return reader_of(media_type)
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
            from casefile.extraction.office import open_docx

            return open_docx
        case "message/rfc822":
            from casefile.extraction.mail import open_mail

            return open_mail
        case "text/html":
            from casefile.extraction.hypertext import open_hypertext

            return open_hypertext
        case "text/plain" | "text/csv" | "text/markdown":
            from casefile.extraction.plaintext import open_plaintext

            return open_plaintext
    raise Fault(Failure.UNSUPPORTED)


def _answer_all(pages: Pages, source: Source, answers: Sink) -> None:
    if pages.count > protocol.PAGE_LIMIT:
        raise Fault(Failure.TOO_MANY_PAGES)
    protocol.send(answers, What.OPENED, pages.count, int(pages.has_pictures))
    while True:
        what, first, second = protocol.receive(source)
        limits.renew_seconds()
        try:
            _answer(pages, what, first, second, answers)
        except Fault as fault:
            protocol.send(answers, What.FAILED, fault.failure)


def _answer(pages: Pages, what: What, first: int, second: int, answers: Sink) -> None:
    match what:
        case What.TEXT:
            cut, whole = _cut(pages.text(first))
            protocol.send(answers, what, len(cut), int(not whole), cut)
        case What.LAYOUT:
            text, boxes = pages.layout(first)
            cut, _whole = _cut(text)
            boxes = boxes[: protocol.LAYOUT_LIMIT]
            protocol.send(answers, what, len(cut), len(boxes), cut + protocol.pack_boxes(boxes))
        case What.PICTURE:
            pixels_wide, pixels_high, rgb = pages.picture(first, second)
            protocol.send(answers, what, pixels_wide, pixels_high, rgb)
        case What.ATTACHMENTS:
            files = pages.attachments()
            packed = protocol.pack_list(files)
            protocol.send(answers, what, len(files), len(packed), packed)
        case What.LEFT:
            protocol.send(answers, what, pages.left_behind(), 0)
        case What.ATTACHMENT:
            data = pages.attachment(first)
            protocol.send(answers, what, len(data), 0, data)
        case _:
            raise Garbled(f"{what.name} is no request")


def _cut(text: str) -> tuple[bytes, bool]:
    """As much of the text as the protocol takes, and whether that is all of it."""
    whole = text.encode("utf-8", "replace")
    return whole[: protocol.PAGE_TEXT_LIMIT], len(whole) <= protocol.PAGE_TEXT_LIMIT


if __name__ == "__main__":
    sys.exit(main())
