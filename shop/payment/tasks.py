"""What Celery runs on schedule."""

from celery import shared_task

from shop.payment.expiring import expire_due
from shop.payment.reconciling import reconcile_sessions


@shared_task(name="shop.payment.expire", ignore_result=True)
def expire() -> int:
    """Cancel orders whose money did not come in time."""
    return expire_due()


@shared_task(name="shop.payment.reconcile", ignore_result=True)
def reconcile() -> int:
    """Ask providers about sessions whose message was lost."""
    return reconcile_sessions()
