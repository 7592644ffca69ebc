"""Every state that a table of the database can hold has a look."""

import pytest

from core.events.models import DeliveryState
from core.ui_statuses import STATUSES
from fulfillment.models.parcel import ParcelStatus
from fulfillment.models.picking import PickLineStatus, PickListStatus
from fulfillment.models.shipment import ShipmentStatus
from inventory.models.purchasing import PurchaseOrderStatus
from inventory.models.reservation import ReservationStatus, TaskStatus
from shop.catalogue.models import Lifecycle
from shop.order.models.states import FulfillmentView, OrderStatus, PaymentView, PromiseState
from shop.payment.models import PaymentState

TABLES = {
    "order": OrderStatus,
    "order_payment": PaymentView,
    "order_fulfilment": FulfillmentView,
    "promise": PromiseState,
    "payment": PaymentState,
    "lifecycle": Lifecycle,
    "reservation": ReservationStatus,
    "task": TaskStatus,
    "purchase_order": PurchaseOrderStatus,
    "shipment": ShipmentStatus,
    "parcel": ParcelStatus,
    "pick_list": PickListStatus,
    "pick_line": PickLineStatus,
    "delivery": DeliveryState,
}


@pytest.mark.parametrize("table", TABLES)
def test_every_state_of_a_table_has_a_look(table):
    missing = set(TABLES[table].values) - set(STATUSES[table])
    assert missing == set()
