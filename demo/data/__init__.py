"""Texts and figures of the demo company Lantern & Leaf; only data, fed to the public jobs by the seeding."""
