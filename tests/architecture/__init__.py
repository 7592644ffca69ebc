"""What holds for the whole tree, whatever a part does."""
