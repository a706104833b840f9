# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of documents: taking files in, listing them, looking at one.

Documents are opened by the extraction process only; what is shown here is pixels and text.
"""
