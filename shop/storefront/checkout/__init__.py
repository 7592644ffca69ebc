"""The checkout: one page, three steps, nothing typed is lost, nothing placed that was not seen."""
