"""What the coach can tell from words alone, in English, Malayalam, Hindi and Assamese.

The hints of every stage ask through :mod:`judgements`. The lists are one file a language, so that
somebody who speaks it can correct them without touching logic. Nothing here learns, sends or stores
anything; a text that says nothing to these lists simply gets no hint.
"""
