"""What was earned, owed and paid."""
