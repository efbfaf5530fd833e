"""The coach's table: what teams write in four languages, and what a coach would ask of it.

One file a language; a row has the text, what is asked and why. Add what a team really wrote when the
coach asked too much or too little, then correct the word list of that language until it passes.
"""

from __future__ import annotations

from tests.stages import coach_assamese, coach_english, coach_hindi, coach_malayalam

_LANGUAGES = (coach_english, coach_malayalam, coach_hindi, coach_assamese)

STATEMENTS = [said for language in _LANGUAGES for said in language.STATEMENTS]
LEARNED = [answer for language in _LANGUAGES for answer in language.LEARNED]
WAITS = [answer for language in _LANGUAGES for answer in language.WAITS]
NOBODY = [answer for language in _LANGUAGES for answer in language.NOBODY]
