"""Fork of Oscar's customer: overrides what differs and holds nothing else."""
