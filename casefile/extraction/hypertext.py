# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a saved web page. Nothing it refers to is looked at."""

import re
from html.parser import HTMLParser

from casefile.extraction.pages import TextPages, paged
from casefile.extraction.plaintext import decoded

# Not the head: its end tag may be left out, and a browser shows its title, if elsewhere.
_UNSEEN = {"script", "style", "template", "noscript"}
_BREAKS = {"br", "p", "div", "li", "tr", "table", "section", "article", "blockquote", "pre", "hr"}
_BREAKS |= {"title", *(f"h{level}" for level in range(1, 7))}


def open_hypertext(untrusted: bytes) -> TextPages:
    """The pages of a web page: one, unless it has form feeds."""
    return paged(visible_text(decoded(untrusted)))


def visible_text(untrusted: str) -> str:
    """What a browser would show of it, roughly: blocks on lines of their own."""
    parser = _Visible()
    parser.feed(untrusted)
    parser.close()
    lines = "".join(parser.found).split("\n")
    text = "\n".join(re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.found.append("\n")
        elif tag in {"td", "th"}:
            self.found.append("\t")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(data)
