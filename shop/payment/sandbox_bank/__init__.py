"""A bank that doesn't exist, for demo and tests: a party of its own that the shop reaches by HTTP only.

It imports nothing of the shop and shares no table with it. Its network is as bad as a real one: a seed drawn per
session, which only the bank knows, decides whether its messages come late, twice, in disorder or not at all.
"""
