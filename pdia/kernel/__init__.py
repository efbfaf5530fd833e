"""The ground everything stands on: database, clock, jobs, fields, errors, headers. Knows nothing of PDIA."""
