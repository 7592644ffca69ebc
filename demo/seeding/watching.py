"""What the company foresees today: the night's run, what to buy, and what is endangered."""

from decimal import Decimal

from core import clock
from core.access import Actor
from demo.seeding.house import House
from inventory import alerting
from inventory.forecasting.running import forecast_all
from inventory.models import AbcClass
from inventory.reordering.service_levels import set_service_level
from inventory.reordering.suggesting import suggest_all

KEEPER = "stock@lantern.example"
#: From so many days before the loading the dearest products are to be there more surely.
SURER_SINCE = 30


def look_ahead(house: House) -> str:
    """As the house does it every night and every minute."""
    keeper = Actor.of(house.staff[KEEPER])
    with clock.at(house.at(SURER_SINCE, 10)):
        set_service_level(actor=keeper, abc_class=AbcClass.A, percent=Decimal("98.5"), order_days=14, reason="New Year gifts")
    night = forecast_all(actor=Actor.system("forecasting"))
    bought = suggest_all(actor=Actor.system("reordering"))
    seen = alerting.look()
    return f"{night.products} products foreseen, {bought.new} to buy, {seen.raised} alerts"
