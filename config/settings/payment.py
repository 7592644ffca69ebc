"""Providers of payments. The sandbox bank is a foreign party that demo and tests can do without the real one."""

from config.settings.base import DEMO
from config.settings.env import env, secret

#: Whether this installation also plays the sandbox bank, at /sandbox-bank/.
SANDBOX_BANK = env.bool("STOREHOUSE_SANDBOX_BANK", default=DEMO)
#: Where the sandbox bank is; empty: at the origin the shop is reached by.
SANDBOX_BANK_URL = env.str("STOREHOUSE_SANDBOX_BANK_URL", default="")
#: What the shop and the sandbox bank agreed on when the merchant signed up.
SANDBOX_BANK_SECRET = secret("STOREHOUSE_SANDBOX_BANK_SECRET")
