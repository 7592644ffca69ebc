"""Stock, picking, packing, dispatch."""
