"""Finding money whose message was lost: every session that is still open is asked about."""

import logging
from datetime import timedelta

from django.db.models import Q

from core import clock
from core.access import Actor
from shop.payment.adapters import gateway_named
from shop.payment.gateway import GatewayUnavailable
from shop.payment.models import GatewaySession
from shop.payment.notifying import apply_standing

log = logging.getLogger(__name__)

#: A message may take this long before its session is asked about.
QUIET = timedelta(seconds=20)
#: A session that was given up is asked about for this long: its customer may still be on the provider's page.
AFTERWARDS = timedelta(days=2)
BATCH = 50


def reconcile_sessions(*, limit: int = BATCH) -> int:
    """Ask about sessions without a result, oldest first; answers how many had one. A silent provider ends the round."""
    actor = Actor.system("payment reconciliation")
    now = clock.now()
    unsettled = Q(state=GatewaySession.State.OPEN) | Q(state=GatewaySession.State.ABANDONED, finished_at__gte=now - AFTERWARDS)
    sessions = GatewaySession.objects.filter(unsettled, created_at__lte=now - QUIET).order_by("state", "pk")[:limit]
    found = 0
    for session in sessions:
        try:
            standing = gateway_named(session.adapter).ask(reference=session.provider_reference)
        except GatewayUnavailable as error:
            log.warning("provider %s is silent: %s", session.adapter, error)
            break
        found += apply_standing(session=session, standing=standing, actor=actor) != "ignored"
    return found
