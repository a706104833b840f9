# SPDX-License-Identifier: GPL-3.0-or-later
"""An open vault, as the window sees it: something to ask and to change, never to hold.

The vault itself exists on the worker thread only; this object carries deeds there.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from casefile.base.errors import Cancelled, CannotUndo, CasefileError
from casefile.desktop.changes import ChangeFeed, Touched
from casefile.desktop.tasks import Progress, Task, Worker, is_there

if TYPE_CHECKING:
    from casefile.vault.vault import Vault

Done = Callable[[Any], None] | None
Failed = Callable[[CasefileError], None] | None


class Session:
    """Carries deeds to the vault. A deed takes the vault first; see `casework`."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._vault: Vault | None = None  # touched on the worker thread only
        self.feed = ChangeFeed()

    def open(self, opener: "Callable[..., Vault]", *args: Any, done: Done, failed: Failed) -> Task:
        """Open a vault with `opener(*args)`; `done(folder)` when it is."""
        return self._worker.run(self._take, opener, args, done=done, failed=failed)

    def ask(
        self,
        deed: Callable[..., Any],
        *args: Any,
        done: Done,
        failed: Failed = None,
        latest: str = "",
        progressed: Progress | None = None,
    ) -> Task:
        """Read: `done(deed(vault, *args))`."""
        return self._worker.run(
            self._with_vault, deed, args,
            done=done, failed=failed, latest=latest, progressed=progressed,
        )  # fmt: skip

    def change(
        self,
        deed: Callable[..., Any],
        *args: Any,
        touches: Iterable[str],
        done: Done = None,
        failed: Failed = None,
        progressed: Progress | None = None,
    ) -> Task:
        """Write records of the kinds in `touches`: the save light goes amber, then green once the
        commit returned, or red and why. `done` is called first, then the feed tells everyone."""
        self.feed.saving.emit()
        touched = Touched(frozenset(touches))

        def saved(result: Any) -> None:
            self.feed.saved.emit()
            if done is not None and is_there(done):
                done(result)
            self.feed.changed.emit(touched)

        def not_saved(error: CasefileError) -> None:
            if isinstance(error, Cancelled | CannotUndo):  # what was saved before is saved still
                self.feed.saved.emit()
            else:
                self.feed.save_failed.emit(error.sentence)
            self._worker.refuse(error, failed)

        return self._worker.run(
            self._with_vault, deed, args, done=saved, failed=not_saved, progressed=progressed
        )

    def close(self, done: Done = None) -> None:
        """Close the vault after what is queued, but for long work, which is stopped; earlier
        deeds are heard by nobody any more."""
        self._worker.cancel_long()
        self._worker.forget_all()
        self._worker.run(self._drop, done=done)

    def _take(self, opener: "Callable[..., Vault]", args: tuple[Any, ...]) -> Any:
        self._drop()
        self._vault = opener(*args)
        return self._vault.folder

    def _with_vault(self, deed: Callable[..., Any], args: tuple[Any, ...], **more: Any) -> Any:
        if self._vault is None:
            raise RuntimeError("no vault is open")
        return deed(self._vault, *args, **more)

    def _drop(self) -> None:
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()
