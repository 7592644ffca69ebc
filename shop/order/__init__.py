"""Fork of Oscar's order: overrides what differs and holds nothing else."""
