"""Price lists, prices and tax rates; which price a customer pays and why."""
