"""A plain django-oscar shop, as its documentation sets one up: what a company would pick instead."""
