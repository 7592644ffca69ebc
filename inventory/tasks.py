"""Schedules of the warehouse."""

from celery import shared_task

from core.access import Actor
from inventory import alerting
from inventory.buying.expecting import renew_arrivals
from inventory.counting.classifying import classify
from inventory.counting.planning import plan_counts
from inventory.forecasting.running import forecast_all
from inventory.lotting import expire_lots
from inventory.models import SourcingCause, Warehouse
from inventory.reordering.suggesting import suggest_all
from inventory.replenishing import plan_replenishment
from inventory.reserving import orders_waiting_for, reserve_order


@shared_task(name="inventory.retry_short", ignore_result=True)
def retry_short() -> int:
    """Try again every order that waits for pieces; finds what arrived between two transactions."""
    waiting = orders_waiting_for()
    for order_id in waiting:
        reserve_order(order_id=order_id, actor=Actor.system("reserving"), cause=SourcingCause.STOCK_CAME)
    return len(waiting)


@shared_task(name="inventory.plan_replenishment", ignore_result=True)
def plan() -> int:
    """Open replenishment tasks for every warehouse."""
    actor = Actor.system("replenishing")
    return sum(len(plan_replenishment(warehouse=one, actor=actor)) for one in Warehouse.objects.filter(is_active=True))


@shared_task(name="inventory.forecast", ignore_result=True, soft_time_limit=1700, time_limit=1800)
def forecast() -> int:
    """Foresee every product anew. Twice at once does the same twice."""
    found = forecast_all(actor=Actor.system("forecasting")).products
    suggest()
    return found


@shared_task(name="inventory.classify", ignore_result=True)
def draw_classes() -> int:
    """Draw the ABC classes anew from what left and what was picked."""
    return classify(actor=Actor.system("counting"))


@shared_task(name="inventory.plan_counts", ignore_result=True)
def plan_day_of_counts() -> int:
    """Open what is to be counted today in every warehouse; again during the day for bins that pickers found short."""
    actor = Actor.system("counting")
    return sum(plan_counts(warehouse=one, actor=actor) for one in Warehouse.objects.filter(is_active=True))


@shared_task(name="inventory.renew_arrivals", ignore_result=True)
def renew() -> int:
    """Write the next arrivals down anew: days pass."""
    return renew_arrivals()


@shared_task(name="inventory.expire_lots", ignore_result=True)
def expire() -> int:
    """Withdraw the lots whose last day is over; until then reserving passes them over by their date."""
    return expire_lots(actor=Actor.system("lots"))


@shared_task(name="inventory.suggest", ignore_result=True)
def suggest() -> int:
    """Say what to buy, by the latest forecast and the stock of now."""
    return suggest_all(actor=Actor.system("reordering")).new


@shared_task(name="inventory.watch_cover", ignore_result=True)
def watch_cover() -> int:
    """Raise and end alerts of cover."""
    return alerting.look().raised
