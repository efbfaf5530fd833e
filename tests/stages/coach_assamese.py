"""What officers write in Assamese, and what a coach would ask of it."""

from __future__ import annotations

from tests.stages.coach_rows import FIGURE, GENERAL, LIMP, SOLUTION, VIEW, Answer, Said

STATEMENTS = (
    Said(
        "ব্লক ৩ৰ ৫২ খন বিদ্যালয়ৰ ৩১ খনত অক্টোবৰ মাহত আইৰণ টেবলেট দিয়া হোৱা নাই; প্ৰায় ৪,১০০ গৰাকী ছোৱালী বাদ পৰিল।",
        (),
        "a count, a place, a month and the girls",
    ),
    Said(
        "এই বছৰ পঞ্জীয়ন কৰা ৪১২ গৰাকী গৰ্ভৱতী মহিলাৰ ৯৬ গৰাকীৰ প্ৰসৱ ঘৰতে হ'ল, বেছিভাগ নৈপৰীয়া পাঁচখন গাঁৱত।",
        (),
        "says where the women are",
    ),
    Said(
        "৪০ টা অংগনৱাড়ী কেন্দ্ৰৰ ১৮ টা মাহত ১২ দিনতকৈ কম খোলে, সেয়ে প্ৰায় ৭০০ শিশুৱে গৰম আহাৰ নাপায়।",
        (),
        "a service and those who go without it",
    ),
    Said(
        "যোৱা বছৰ খণ্ডটোত ৭ গৰাকী মাতৃৰ মৃত্যু হ'ল, অথচ সকলোৰে পঞ্জীয়ন সময়ত হৈছিল।",
        (),
        "short and complete",
    ),
    Said(
        "চাহ বাগিচাৰ তিনিখন লাইনৰ আধাতকৈ বেছি শিশুৰ ওজন কম, কিন্তু এজনকো পুষ্টি কেন্দ্ৰলৈ নিয়া হোৱা নাই।",
        (),
        "more than half is a figure",
    ),
    Said(
        "সন্ধিয়াৰ পিছত চৰ অঞ্চলত এম্বুলেন্স নাই; যোৱা বছৰ ৯ গৰাকী মাতৃয়ে বাটতে সন্তান জন্ম দিলে।",
        (),
        "a missing thing beside what it does to people",
    ),
    Said("শিক্ষকসকলক টেবলেট খুওৱাৰ প্ৰশিক্ষণ দিয়া হোৱা নাই।", (SOLUTION,), "no training"),
    Said("বিভাগসমূহৰ মাজত সমন্বয়ৰ অভাৱ।", (SOLUTION,), "lack of coordination"),
    Said("প্ৰাথমিক স্বাস্থ্য কেন্দ্ৰত চিকিৎসক নাই।", (SOLUTION,), "a missing doctor"),
    Said("গৰ্ভৱতী মহিলাৰ তথ্য ৰাখিবলৈ এটা মোবাইল এপৰ প্ৰয়োজন।", (SOLUTION,), "a wish for a tool"),
    Said("ক্ষেত্ৰ পৰিদৰ্শনৰ বাবে গাড়ীৰ ব্যৱস্থা নাই।", (SOLUTION,), "a missing vehicle"),
    Said("প্ৰতিখন গাঁৱত সজাগতা সভা পাতিব লাগে।", (SOLUTION,), "an activity as problem"),
    Said("কিশোৰীসকলৰ পুষ্টিৰ মান উন্নত কৰা।", (SOLUTION,), "an aim"),
    Said("উপ-কেন্দ্ৰটোৰ নিজা ভৱন নাই।", (SOLUTION,), "a missing building"),
    Said(
        "বিদ্যালয়ৰ পঞ্জী আৰু স্বাস্থ্য বিভাগৰ তথ্যৰ মাজত মিল নাই।",
        (LIMP, FIGURE),
        "two counts that differ, and nobody in them",
    ),
    Said("খণ্ড সমিতিৰ সিদ্ধান্ত বিভাগসমূহে ৬ সপ্তাহ পলমকৈ পায়।", (LIMP,), "accurate but limp"),
    Said("অভিসৰণ সভা কেৱল পোষণ মাহতে বহে।", (LIMP, FIGURE), "and what does that cost whom?"),
    Said("জিলাখনত কিশোৰীৰ মাজত ৰক্তহীনতা বহুত বেছি।", (GENERAL, FIGURE), "true of every district"),
    Said(
        "সাপ্তাহিক আইৰণ কাৰ্যসূচীৰ ৰূপায়ণ সন্তোষজনক নহয়।",
        (LIMP, GENERAL, FIGURE),
        "the language of reviews",
    ),
    Said("শিশুৰ অপুষ্টি।", (GENERAL, FIGURE), "a heading"),
    Said("মাকসকল পুষ্টিৰ বিষয়ে সজাগ নহয়।", (VIEW, FIGURE), "seen from the office"),
    Said(
        "গাঁওবাসীৰ অন্ধবিশ্বাসৰ বাবে শিশুক ছিটা দিয়া নহয়।",
        (VIEW, FIGURE),
        "superstition, says who",
    ),
    Said("পাত তোলা বতৰত বাগিচা লাইনৰ ছোৱালীবোৰে স্কুল এৰে।", (FIGURE,), "felt and placed; how many?"),
    Said("বানপানীৰ সময়ত নৈপৰীয়া গাঁৱৰ মহিলাৰ প্ৰসৱ ঘৰতে হয়।", (FIGURE,), "how many?"),
)
LEARNED = (
    Answer("চাৰিখন বিদ্যালয় পৰিদৰ্শন কৰা হ'ল আৰু টেবলেট বিতৰণ কৰা হ'ল।", True, "two activities"),
    Answer("বহুত কথা শিকিলোঁ, ভাল অভিজ্ঞতা হ'ল।", True, "learned a lot"),
    Answer(
        "গম পালোঁ যে টেবলেট বিদ্যালয়তে আছে, কিন্তু প্ৰধান শিক্ষকে ভয়ত নিদিয়ে।",
        False,
        "where the trouble really is",
    ),
    Answer("শ্ৰেণী শিক্ষকে নিজে দিলেহে ছোৱালীবোৰে টেবলেট খায়।", False, "when it works"),
)
WAITS = (
    Answer("উপায়ুক্তৰ আদেশ পোৱাৰ পিছত কাম আৰম্ভ কৰিম।", True, "nothing before the order"),
    Answer("জিলা আয়ুক্তৰ অনুমতিৰ অপেক্ষাত আছোঁ।", True, "waiting for one leave"),
    Answer("সোমবাৰে দুখন বিদ্যালয়ত টেবলেট গণিম।", False, "their own step"),
)
NOBODY = (
    Answer("কোনো নাই", True, "nobody"),
    Answer("সকলোৱে সুবিধা পাইছে", True, "everybody"),
    Answer("বাগিচাৰ বিদ্যালয়লৈ নোযোৱা ছোৱালীবোৰ", False, "named"),
)
