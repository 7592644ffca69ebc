"""The demonstration company, made by calling public jobs with a clock."""
