"""What Celery runs on schedule, where this installation plays the sandbox bank."""

from celery import shared_task

from shop.payment.sandbox_bank.writing import write_due


@shared_task(name="sandbox_bank.write", ignore_result=True)
def write() -> int:
    """Send the bank's messages that are due."""
    return write_due()
