"""What officers write in Malayalam, and what a coach would ask of it."""

from __future__ import annotations

from tests.stages.coach_rows import FIGURE, GENERAL, LIMP, SOLUTION, VIEW, Answer, Said

STATEMENTS = (
    Said(
        "52 സ്കൂളുകളിൽ 31 എണ്ണത്തിലും ഒക്ടോബറിൽ അയൺ ഗുളിക നൽകിയില്ല; തോട്ടം മേഖലയിലെ 4,100 പെൺകുട്ടികൾക്ക് ഗുളിക കിട്ടിയില്ല.",
        (),
        "a count, a month, a place and the girls",
    ),
    Said(
        "അഞ്ചാം വാർഡിലെ 61 കുടുംബങ്ങളിൽ 23 കുടുംബങ്ങൾ ഫെബ്രുവരി മുതൽ മേയ് വരെ കനാൽ വെള്ളമാണ് "
        "കുടിക്കുന്നത്; ഏപ്രിലിൽ 14 കുട്ടികൾക്ക് വയറിളക്കം പിടിപെട്ടു.",
        (),
        "families, months and a count",
    ),
    Said(
        "കിടപ്പുരോഗികൾ ഒരു പാലിയേറ്റീവ് സന്ദർശനത്തിനായി 40 ദിവസത്തിലേറെ കാത്തിരിക്കുന്നു; കഴിഞ്ഞ വർഷം 11 പേർ ആദ്യ സന്ദർശനത്തിനു മുമ്പേ മരിച്ചു.",
        (),
        "what delay costs, in people",
    ),
    Said(
        "ജൂണിൽ മൂന്നു വാർഡുകളിൽ ഡെങ്കിപ്പനി 12ൽ നിന്ന് 87 ആയി ഉയർന്നു, രണ്ടു പേർ മരിച്ചു.",
        (),
        "plain and counted",
    ),
    Said(
        "ഊരുകളിലെ ഗർഭിണികളിൽ പകുതിയോളം പേർ നാലാം മാസത്തിനു ശേഷമാണ് രജിസ്റ്റർ ചെയ്യുന്നത്.",
        (),
        "half is a figure",
    ),
    Said(
        "സന്ധ്യ കഴിഞ്ഞാൽ മലയോരത്ത് ആംബുലൻസ് ഇല്ലാത്തതിനാൽ കഴിഞ്ഞ വർഷം 9 അമ്മമാർ വഴിയിൽ പ്രസവിച്ചു.",
        (),
        "a missing thing beside what it does to people",
    ),
    Said("അധ്യാപകർക്ക് ഗുളിക വിതരണത്തിൽ പരിശീലനം ലഭിച്ചിട്ടില്ല.", (SOLUTION,), "no training"),
    Said("ഫീൽഡ് സന്ദർശനത്തിന് വാഹനമില്ല.", (SOLUTION,), "thing and 'not' in one word"),
    Said(
        "കുടുംബാരോഗ്യകേന്ദ്രത്തിൽ ഡോക്ടർമാരുടെയും ജീവനക്കാരുടെയും കുറവുണ്ട്.",
        (SOLUTION,),
        "missing posts; the Family in the centre's name is nobody",
    ),
    Said("വകുപ്പുകൾ തമ്മിലുള്ള ഏകോപനത്തിന്റെ അഭാവം.", (SOLUTION,), "lack of coordination"),
    Said("ഗർഭിണികളെ രജിസ്റ്റർ ചെയ്യാൻ ഒരു മൊബൈൽ ആപ്പ് വേണം.", (SOLUTION,), "a wish for a tool"),
    Said("എല്ലാ വാർഡിലും ബോധവത്കരണ ക്ലാസുകൾ സംഘടിപ്പിക്കണം.", (SOLUTION,), "an activity as problem"),
    Said("കൗമാരക്കാരായ പെൺകുട്ടികളുടെ ആരോഗ്യം മെച്ചപ്പെടുത്തുക.", (SOLUTION,), "an aim"),
    Said("സബ് സെന്ററിന് സ്വന്തമായി കെട്ടിടം ഇല്ല.", (SOLUTION,), "a missing building"),
    Said(
        "ആരോഗ്യ വകുപ്പിന്റെ കണക്കും സ്കൂളിലെ കണക്കും തമ്മിൽ പൊരുത്തപ്പെടുന്നില്ല.",
        (LIMP, FIGURE),
        "two counts that differ, and nobody in them",
    ),
    Said(
        "ബ്ലോക്ക് കമ്മിറ്റിയുടെ മിനിറ്റ്സ് വകുപ്പുകളിൽ എത്തുന്നത് 6 ആഴ്ച വൈകിയാണ്.",
        (LIMP,),
        "accurate but limp",
    ),
    Said(
        "ഗ്രാമസഭയിൽ വരുന്ന നിർദേശങ്ങൾ ജില്ലാ പദ്ധതിയിൽ എത്തുന്നില്ല.",
        (LIMP, FIGURE),
        "'district' ends like 'not' and is none",
    ),
    Said("ജില്ലയിൽ കൗമാരക്കാരിൽ വിളർച്ച കൂടുതലാണ്.", (GENERAL, FIGURE), "true of every district"),
    Said("മാലിന്യ സംസ്കരണം വളരെ മോശമാണ്.", (LIMP, GENERAL, FIGURE), "very bad: where, for whom"),
    Said("കുട്ടികളിലെ പോഷകാഹാരക്കുറവ്.", (GENERAL, FIGURE), "a heading"),
    Said("അമ്മമാർക്ക് പോഷകാഹാരത്തെക്കുറിച്ച് അവബോധമില്ല.", (VIEW, FIGURE), "seen from the office"),
    Said(
        "രക്ഷിതാക്കളുടെ അശ്രദ്ധ കാരണം കുട്ടികൾ കുത്തിവെപ്പ് എടുക്കുന്നില്ല.",
        (VIEW, FIGURE),
        "carelessness, says who",
    ),
    Said(
        "തോട്ടം ലയങ്ങളിലെ പെൺകുട്ടികൾ സീസൺ തുടങ്ങുമ്പോൾ സ്കൂളിൽ വരുന്നില്ല.",
        (FIGURE,),
        "felt and placed; how many?",
    ),
    Said("ഊരിലെ വയോജനങ്ങൾക്ക് പെൻഷൻ ക്യാമ്പിൽ എത്താൻ കഴിയുന്നില്ല.", (FIGURE,), "felt; how many?"),
)
LEARNED = (
    Answer("നാല് സ്കൂളുകൾ സന്ദർശിച്ചു, ഗുളികകൾ വിതരണം ചെയ്തു.", True, "two activities"),
    Answer("ഒരുപാട് കാര്യങ്ങൾ പഠിച്ചു, നല്ല അനുഭവമായിരുന്നു.", True, "learned a lot"),
    Answer(
        "ഗുളിക സ്റ്റോറിൽ ഉണ്ട്; പ്രധാനാധ്യാപകർ പേടി കാരണം അത് നൽകുന്നില്ല എന്ന് മനസ്സിലായി.",
        False,
        "where the trouble really is",
    ),
    Answer("ക്ലാസ് ടീച്ചർ തന്നെ നൽകുമ്പോൾ കുട്ടികൾ ഗുളിക കഴിക്കുന്നു.", False, "when it works"),
)
WAITS = (
    Answer("കളക്ടറുടെ ഉത്തരവ് ലഭിച്ച ശേഷം പണി തുടങ്ങും.", True, "nothing before the order"),
    Answer("ഡി.എം.ഒയുടെ അനുമതിക്കായി കാത്തിരിക്കുന്നു.", True, "waiting for one leave"),
    Answer("തിങ്കളാഴ്ച രണ്ട് സ്കൂളുകളിൽ ഗുളിക എണ്ണും.", False, "their own step"),
)
NOBODY = (
    Answer("ആരുമില്ല", True, "nobody"),
    Answer("ഊരുകളിലെ സ്കൂളിൽ പോകാത്ത പെൺകുട്ടികൾ", False, "named"),
)
