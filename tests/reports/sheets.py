"""Sample sheets: fishbones of every size in four languages, and the plain template environment to draw them.

Everything here is invented; the words are such as block and district teams write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from gettext import NullTranslations
from itertools import cycle, islice

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pdia.kernel.paths import STATIC, TEMPLATES
from pdia.kernel.words import Message


@dataclass(frozen=True)
class Department:
    """A department as a chip shows it."""

    letter: str
    name: str
    tone: int


@dataclass(frozen=True)
class Cause:
    """A cause as the fishbone macros take it; at the top of the fishbone it is a bone."""

    id: int
    text: str
    lang: str = "en"
    departments: Sequence[Department] = ()
    votes: int | None = None
    known: str = ""
    struck: bool = False
    struck_reason: str = ""
    children: Sequence[Cause] = field(default_factory=tuple)


HEALTH = Department("H", "Health", 1)
EDUCATION = Department("E", "Education", 2)
WOMEN_AND_CHILD = Department("W", "Women & Child", 4)
PANCHAYAT = Department("P", "Panchayat & Rural Development", 5)
WATER = Department("PH", "Public Health Engineering", 3)
DEPARTMENTS = (HEALTH, EDUCATION, WOMEN_AND_CHILD, PANCHAYAT, WATER)

STATEMENTS = {
    "en": "31 of 52 schools gave no iron tablets in October; about 4,100 girls were missed, most in tea gardens.",
    "ml": "ഒക്ടോബറിൽ 52 സ്കൂളുകളിൽ 31 എണ്ണത്തിലും ഇരുമ്പുഗുളിക നൽകിയില്ല; ഏകദേശം 4,100 പെൺകുട്ടികൾക്ക് ഗുളിക കിട്ടിയില്ല.",
    "hi": "अक्टूबर में 52 में से 31 विद्यालयों में आयरन की गोली नहीं दी गई; लगभग 4,100 लड़कियाँ छूट गईं।",
    "as": "অক্টোবৰ মাহত ৫২ খনৰ ভিতৰত ৩১ খন বিদ্যালয়ত আইৰণ টেবলেট দিয়া হোৱা নাছিল; প্ৰায় ৪,১০০ গৰাকী ছোৱালী বাদ পৰিল।",
}
LONG_STATEMENT = (
    STATEMENTS["en"]
    + " Where tablets were given, nobody wrote down who swallowed them, so the block cannot say whether the"
    " girls who were weak in August are any better. Parents in three tea gardens keep their daughters at home on"
    " Mondays, and the two departments that could change this met twice in the year, for events."
)

BONES = {
    "en": (
        "Tablets do not reach",
        "Teachers hesitate",
        "Parents refuse",
        "Departments meet for events only",
        "Figures differ",
        "Out-of-school girls are on nobody's list",
        "Money comes late and is marked for one thing",
        "Nobody sees the girls after Class 8",
    ),
    "ml": (
        "ഗുളികകൾ സ്കൂളുകളിലെത്തുന്നില്ല",
        "അധ്യാപകർക്ക് ആത്മവിശ്വാസമില്ലായ്മ",
        "രക്ഷിതാക്കൾ സമ്മതിക്കുന്നില്ല",
        "വകുപ്പുകൾ തമ്മിൽ ആശയവിനിമയമില്ല",
        "കണക്കുകൾ പൊരുത്തപ്പെടുന്നില്ല",
        "സ്കൂളിനുപുറത്തുള്ള പെൺകുട്ടികൾ",
        "ഉത്തരവാദിത്തങ്ങളെക്കുറിച്ചുള്ള അവ്യക്തത",
        "തുടർപ്രവർത്തനങ്ങളുടെ അഭാവം",
    ),
    "hi": (
        "गोलियाँ विद्यालय तक नहीं पहुँचतीं",
        "शिक्षक हिचकिचाते हैं",
        "अभिभावक मना करते हैं",
        "विभाग केवल कार्यक्रमों में मिलते हैं",
        "आँकड़े मेल नहीं खाते",
        "विद्यालय से बाहर की लड़कियाँ",
        "पैसा देर से आता है",
        "कक्षा 8 के बाद कोई नहीं देखता",
    ),
    "as": (
        "টেবলেট বিদ্যালয়ত নাপায়গৈ",
        "শিক্ষকসকলে দ্বিধা কৰে",
        "অভিভাৱকে মান্তি নহয়",
        "বিভাগসমূহ কেৱল অনুষ্ঠানত লগ হয়",
        "তথ্যৰ অমিল",
        "বিদ্যালয়ৰ বাহিৰৰ ছোৱালী",
        "ধন পলমকৈ আহে",
        "অষ্টম শ্ৰেণীৰ পিছত কোনেও নাচায়",
    ),
}
CAUSES = {
    "en": (
        "Indent goes up once a year",
        "A girl fainted in 2024 and no one told the teachers what to do",
        "Free medicine is thought to be poor medicine",
        "No date, no agenda",
        "School register and HMIS count different girls",
        "No list since 2022",
        "Nobody at block may reorder",
        "Slips are in English",
        "Minutes do not reach who was absent",
        "Tea-garden families move in October",
        "Training by phone only",
        "Head teacher was blamed in front of parents for a fever that had nothing to do with the tablets, and"
        " has locked the box since",
    ),
    "ml": (
        "വർഷത്തിലൊരിക്കൽ മാത്രമാണ് ആവശ്യപ്പട്ടിക അയയ്ക്കുന്നത്",
        "ഒരു പെൺകുട്ടി തലകറങ്ങിവീണപ്പോൾ എന്തുചെയ്യണമെന്ന് ആരും പറഞ്ഞുകൊടുത്തില്ല",
        "സൗജന്യമരുന്ന് ഗുണനിലവാരമില്ലാത്തതാണെന്ന തെറ്റിദ്ധാരണ",
        "പഞ്ചായത്തുതലയോഗങ്ങളുടെ നടപടിക്കുറിപ്പുകൾ പങ്കെടുക്കാത്തവർക്ക് ലഭിക്കുന്നില്ല",
        "അംഗനവാടിപ്രവർത്തകരുടെ ഒഴിവുകൾ നികത്തിയിട്ടില്ല",
        "രജിസ്റ്ററുകൾ ഒത്തുനോക്കുന്നില്ല",
        "തോട്ടംതൊഴിലാളികളുടെ കുടുംബങ്ങൾ ഇടയ്ക്കിടെ മാറിത്താമസിക്കുന്നു",
    ),
    "hi": (
        "माँगपत्र साल में एक ही बार जाता है",
        "2024 में एक लड़की बेहोश हुई और किसी ने नहीं बताया कि क्या करना है",
        "मुफ़्त दवा को घटिया दवा समझा जाता है",
        "कार्यवृत्त अनुपस्थित लोगों तक नहीं पहुँचता",
        "ब्लॉक पर कोई दोबारा माँग नहीं सकता",
    ),
    "as": (
        "বছৰত এবাৰহে চাহিদা পত্ৰ পঠোৱা হয়",
        "২০২৪ চনত এগৰাকী ছোৱালী অচেতন হৈছিল, কি কৰিব লাগে কোনেও ক'বলৈ নাছিল",
        "বিনামূলীয়া ঔষধ ভাল নহয় বুলি ভাবে",
        "কাৰ্যবিৱৰণী অনুপস্থিতজনৰ হাতত নপৰে",
        "চাহ বাগিচাৰ পৰিয়ালবোৰ অক্টোবৰত স্থানান্তৰিত হয়",
    ),
}


def bones(count: int, causes: int = 0, language: str = "en", *, deep: bool = True) -> list[Cause]:
    """`count` bones over which `causes` causes are shared out; every third lies under another if `deep`."""
    ids = iter(range(1, 10_000))
    words = cycle(CAUSES[language])
    top = [
        Cause(next(ids), text, language, (DEPARTMENTS[at % 5],) if at % 2 else (), None if at % 3 else at + 1)
        for at, text in enumerate(islice(cycle(BONES[language]), count))
    ]
    under: list[list[Cause]] = [[] for _ in top]
    for at in range(causes):
        made = _marked(Cause(next(ids), next(words), language), at)
        mine = under[at % count] if count else []
        if deep and at // max(count, 1) % 3 == 2 and mine:
            mine[-1] = replace(mine[-1], children=(*mine[-1].children, made))
        else:
            mine.append(made)
    return [replace(bone, children=tuple(mine)) for bone, mine in zip(top, under, strict=True)]


def _marked(cause: Cause, at: int) -> Cause:
    """Sometimes with departments, votes, how it is known, or struck out: as a real sheet is."""
    return replace(
        cause,
        departments=tuple(DEPARTMENTS[(at + more) % 5] for more in range(at % 4)) if at % 3 == 0 else (),
        votes=at % 6 if at % 2 else None,
        known=("evidence", "assumption", "")[at % 3] if at % 4 == 1 else "",
        struck=at % 11 == 10,
        struck_reason="The October count showed otherwise" if at % 11 == 10 else "",
    )


def count_of(causes: Sequence[Cause]) -> int:
    """How many causes stand on the sheet, at every depth."""
    return sum(1 + count_of(cause.children) for cause in causes)


def every(causes: Sequence[Cause]) -> Iterator[Cause]:
    """Each cause of the sheet, at every depth, in reading order."""
    for cause in causes:
        yield cause
        yield from every(cause.children)


# --- The templates, drawn without the application ---------------------------------------------------


def environment() -> Environment:
    """The plain environment the drawings need: gettext that translates nothing, and the filter `say`."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(NullTranslations(), newstyle=True)  # type: ignore[attr-defined]  # set by i18n
    env.filters["say"] = _say
    env.filters["day"] = _day
    return env


def _say(message: Message | str) -> str:
    return message if isinstance(message, str) else message.text % message.values


def _day(when: date) -> str:
    return f"{when.day} {when:%b}"


def draw(macro: str, *arguments: object, template: str = "fishbone", **named: object) -> str:
    """The HTML of one macro of `components/<template>.html`."""
    module = environment().get_template(f"components/{template}.html").module
    return str(getattr(module, macro)(*arguments, **named))


def screen(body: str, language: str = "en", sheets: Sequence[str] = ("app", "fishbone")) -> str:
    """A page as a browser gets it: the style sheets linked, the bundled faces for the Indic scripts."""
    links = "".join(f'<link rel="stylesheet" href="/static/css/{name}.css">' for name in sheets)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Sheet</title>'
        f'<meta name="viewport" content="width=device-width">{links}</head>'
        f'<body><main class="page">{body}</main></body></html>'
    )


FACES: Mapping[str, str] = {
    "Noto Sans": "latin",
    "Noto Sans Malayalam": "malayalam",
    "Noto Sans Devanagari": "devanagari",
    "Noto Sans Bengali": "bengali",
}


def faces() -> str:
    """@font-face rules for a browser on a machine without Indic fonts."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f'src:url("/static/fonts/noto-sans-{name}-{weight}.woff2") format("woff2")}}'
        for family, name in FACES.items()
        for weight in (400, 700)
    )


def static_file(path: str) -> bytes:
    """What the server would send for /static/..."""
    return (STATIC / path).read_bytes()
