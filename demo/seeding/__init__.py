"""Loads the demo company through the public jobs of the house, with the clock set to when each thing happened."""
