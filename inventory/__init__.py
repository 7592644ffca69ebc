"""Where every unit is and who holds it."""
