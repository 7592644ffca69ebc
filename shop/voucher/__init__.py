"""Fork of Oscar's voucher: overrides what differs and holds nothing else."""
