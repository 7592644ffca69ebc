"""Composes products from facts that belong together: who grew or made it and where, how, when, and what that tastes of."""

from demo.composing.composer import compose

__all__ = ["compose"]
