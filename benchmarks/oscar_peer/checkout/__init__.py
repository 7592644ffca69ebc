"""Oscar's checkout with an offline payment: Oscar takes none by itself."""
