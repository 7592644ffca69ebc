"""The parts of a list; `backoffice.listing` puts them together and is what screens import."""
