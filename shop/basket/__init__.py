"""Fork of Oscar's basket: overrides what differs and holds nothing else."""
