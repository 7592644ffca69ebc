"""Events under fire: workers, pool children, beat and Redis are killed while 200 orders are handled."""

import pytest

from core.events.torture.run import torture
from core.verification import verify

pytestmark = [pytest.mark.fault, pytest.mark.slow]


def test_no_event_is_lost_and_none_is_doubled_while_processes_are_killed(committed_db):
    outcome = torture(number=200, kills=12, seed=20260311)
    assert outcome.broken == []
    assert outcome.effects == 4 * outcome.taken
    assert outcome.taken > 170
    assert outcome.kills.total() == 12
    assert outcome.kills["child"] and outcome.kills["worker"] and outcome.kills["redis"]
    assert verify() == []
