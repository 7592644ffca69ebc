"""What the back office keeps for itself: saved views of lists, second factors, sessions of staff."""

from backoffice.models.door import FactorKind, FactorLevel, FactorPolicy, RecoveryCode, SecondFactor, StaffSession
from backoffice.models.views import SavedView

__all__ = ["FactorKind", "FactorLevel", "FactorPolicy", "RecoveryCode", "SavedView", "SecondFactor", "StaffSession"]
