"""Fork of Oscar's offer: overrides what differs and holds nothing else."""
