"""Who owns which customer and what they earn; order checks."""
