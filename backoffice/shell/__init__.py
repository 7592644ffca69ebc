"""Sign-in, home and what every staff page shares."""
