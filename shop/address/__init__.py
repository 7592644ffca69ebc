"""Fork of Oscar's address: overrides what differs and holds nothing else."""
