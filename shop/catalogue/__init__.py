"""Fork of Oscar's catalogue: overrides what differs and holds nothing else."""
