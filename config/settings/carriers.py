"""Carriers. The sandbox carrier is a foreign party that demo and tests can do without a real one."""

from config.settings.base import DEMO
from config.settings.env import env

#: Whether this installation also plays the sandbox carrier: dispatched parcels arrive by themselves.
SANDBOX_CARRIER = env.bool("STOREHOUSE_SANDBOX_CARRIER", default=DEMO)
#: Seconds from handing over to the door; 0: as many days as the delivery option says.
SANDBOX_CARRIER_SECONDS = env.int("STOREHOUSE_SANDBOX_CARRIER_SECONDS", default=0)
#: What the carrier's faults are drawn from, and the share of cash parcels refused at the door: 0 none, 1 all.
SANDBOX_CARRIER_SEED = env.str("STOREHOUSE_SANDBOX_CARRIER_SEED", default="swift")
SANDBOX_CARRIER_REFUSALS = env.float("STOREHOUSE_SANDBOX_CARRIER_REFUSALS", default=0.0)
