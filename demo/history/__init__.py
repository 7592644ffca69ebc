"""A long past for measuring and rehearsing: finished orders by the hundred thousand, written as rows.

Everything else of the demo is done by public jobs. A million orders by jobs would take a week, so this package alone writes rows,
and the architecture test names it. It invents no rule of its own: each order of the past repeats one that the jobs have finished (a
specimen), row for row, on another day, for another customer, under new numbers. The laws of the database hold as ever, and
`verify` passes.
"""
