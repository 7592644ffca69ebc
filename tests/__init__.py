"""Tests mirror the tree; journeys/, faults/, properties/ and architecture/ look at the house as a whole."""
