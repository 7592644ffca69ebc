"""What will be asked for: demand of the past, methods, their test on the past, and the table that a night's run writes."""
