"""What the back office does when told."""

from backoffice.events import BulkRunAdvanced, BulkRunConfirmed
from backoffice.lists.running import go_on
from core.events import Lane, handles


@handles(BulkRunConfirmed, lane=Lane.BULK)
def begin_bulk_run(event: BulkRunConfirmed) -> None:
    go_on(run_id=event.run_id)


@handles(BulkRunAdvanced, lane=Lane.BULK)
def go_on_with_bulk_run(event: BulkRunAdvanced) -> None:
    go_on(run_id=event.run_id)
