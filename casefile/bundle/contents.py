# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of things in a bundle, on which export and import have to agree."""

FORMAT = "1"

README = "README.txt"
CASE = "case.json"
SCHEMA = "case.schema.json"
AUTHORS = "authors.json"
JOURNAL = "journal.jsonl"
BRIEFING = "briefing.pdf"
DOCUMENTS = "documents/"

# Labels of bag-info.txt. The first four are BagIt's own (RFC 8493, 2.2.2).
AGENT = "Bag-Software-Agent"
DATE = "Bagging-Date"
ID = "External-Identifier"
TITLE = "External-Description"
VERSION = "Casefile-Format"
AUDIENCE = "Casefile-Audience"
WITHHELD = "Casefile-Withheld"
