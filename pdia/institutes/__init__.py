"""The tenant: a training institute. Everything a team writes belongs to one."""
