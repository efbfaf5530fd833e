"""Every save of team work as a revision: who, when, in which posting, what; readable for ever."""
