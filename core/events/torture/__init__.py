"""Proof that killing processes loses no event and doubles none: `bin/manage event_torture`, and a small count in the tests.

Imitation orders are published into a scratch database while worker, pool children, beat and Redis are killed at random.
"""
