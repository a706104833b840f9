# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheets of a pane: making one takes long enough to be seen, so each is made once."""

from collections.abc import Callable, Mapping, Sequence

from casefile.desktop.form.context import Context
from casefile.desktop.form.sections import Section, as_defined
from casefile.desktop.form.sheet import FormSheet
from casefile.desktop.search.model import kind_name
from casefile.records.kinds import Record


class Sheets:
    """One sheet for the records of a kind and one for a new record of it, when first asked for.
    Each is handed to `adopt`, to be connected, before it is shown."""

    def __init__(
        self,
        context: Context,
        sections: Mapping[str, Sequence[Section]],
        adopt: Callable[[FormSheet], None],
        *,
        whole: bool,
    ) -> None:
        self._context = context
        self._sections = sections
        self._adopt = adopt
        self._whole = whole
        self._made: dict[tuple[type[Record], bool], FormSheet] = {}

    def of(self, kind: type[Record], *, new: bool) -> FormSheet:
        """The sheet for this kind; fields stand in sections as defined, where none are given."""
        if (known := self._made.get((kind, new))) is not None:
            return known
        sections = self._sections.get(kind.kind) or as_defined(kind)
        made = FormSheet(kind, sections, self._context, new=new, whole=self._whole)
        made.setAccessibleName(kind_name(kind.kind))
        self._made[kind, new] = made
        self._adopt(made)
        return made
