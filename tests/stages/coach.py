"""The coach's table: what teams write in four languages, and what a coach would ask of it.

One file a language; a row has the text, what is asked and why. Add what a team really wrote when the
coach asked too much or too little, then correct the word list of that language until it passes.
"""

from __future__ import annotations

from tests.stages import coach_assamese, coach_english, coach_hindi, coach_later, coach_malayalam

_LANGUAGES = (coach_english, coach_malayalam, coach_hindi, coach_assamese)
_ALL = (*_LANGUAGES, coach_later)

STATEMENTS = [said for table in _ALL for said in table.STATEMENTS]
LEARNED = [answer for table in _ALL for answer in table.LEARNED]
WAITS = [answer for table in _ALL for answer in table.WAITS]
NOBODY = [answer for language in _LANGUAGES for answer in language.NOBODY]
