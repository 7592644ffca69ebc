"""The staff's screens by department, and the door to them."""
