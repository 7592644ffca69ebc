"""The mechanisms every department stands on. Core knows no department and imports none."""
