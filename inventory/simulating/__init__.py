"""Months of buying, lived through day by day in a database of their own: how much better is the forecast than fixed figures?"""
