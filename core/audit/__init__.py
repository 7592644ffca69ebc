"""Who did what to which record, from where, written in the same transaction as the deed.

`record(...)` writes, `history(subject)` reads, `tracked` keeps every version of a configuration record.
"""

from typing import TYPE_CHECKING

from core.lazy import attributes

if TYPE_CHECKING:
    from core.audit.recording import history, record, status_history, together
    from core.audit.tracking import tracked
else:
    __getattr__ = attributes(
        __name__,
        {
            "record": "recording",
            "history": "recording",
            "together": "recording",
            "status_history": "recording",
            "tracked": "tracking",
        },
    )

__all__ = ["history", "record", "status_history", "together", "tracked"]
