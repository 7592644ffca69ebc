"""Small makers of what a test needs, named by life stage."""
