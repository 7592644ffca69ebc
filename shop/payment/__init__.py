"""Fork of Oscar's payment: overrides what differs and holds nothing else."""
