"""Fork of Oscar's shipping: overrides what differs and holds nothing else."""
