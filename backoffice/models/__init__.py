"""What the back office keeps for itself: bulk actions, saved views of lists, second factors, sessions of staff."""

from backoffice.models.door import FactorKind, FactorLevel, FactorPolicy, RecoveryCode, SecondFactor, StaffSession
from backoffice.models.roles import RoleDefault
from backoffice.models.runs import BulkRow, BulkRun, Outcome, RunState
from backoffice.models.views import SavedView

__all__ = [
    "BulkRow", "BulkRun", "FactorKind", "FactorLevel", "FactorPolicy", "Outcome", "RecoveryCode", "RoleDefault", "RunState",
    "SavedView", "SecondFactor", "StaffSession",
]  # fmt: skip
