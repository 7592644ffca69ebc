"""Fork of Oscar's partner: overrides what differs and holds nothing else."""
