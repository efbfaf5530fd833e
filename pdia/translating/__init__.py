"""Working translations beside what was written, so that everybody reads everybody."""
