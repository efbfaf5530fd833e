"""What officers write in Hindi, and what a coach would ask of it."""

from __future__ import annotations

from tests.stages.coach_rows import FIGURE, GENERAL, LIMP, SOLUTION, VIEW, Answer, Said

STATEMENTS = (
    Said(
        "ब्लॉक 3 के 52 में से 31 स्कूलों ने अक्टूबर में आयरन की गोली नहीं दी; लगभग 4,100 लड़कियाँ छूट गईं।",
        (),
        "a count, a place, a month and the girls",
    ),
    Said(
        "इस साल दर्ज 412 गर्भवती महिलाओं में से 96 का प्रसव घर पर ही हुआ, ज्यादातर नदी किनारे के पाँच गाँवों में।",
        (),
        "says where the women are",
    ),
    Said(
        "40 में से 18 आंगनबाड़ी केंद्र महीने में 12 दिन से कम खुलते हैं, इसलिए करीब 700 बच्चों को गर्म भोजन नहीं मिलता।",
        (),
        "a service and those who go without it",
    ),
    Said(
        "पिछले साल प्रखंड में 7 माताओं की मौत हुई, जबकि सभी का पंजीकरण समय पर हुआ था।",
        (),
        "short and complete",
    ),
    Said(
        "टोला 3 में मार्च में तौले गए आधे बच्चे कम वजन के थे और कोई भी एनआरसी नहीं पहुँचा।",
        (),
        "half is a figure",
    ),
    Said(
        "शाम के बाद एम्बुलेंस नहीं है, पिछले साल 9 महिलाओं ने रास्ते में प्रसव किया।",
        (),
        "a missing thing beside what it does to people",
    ),
    Said("शिक्षकों को गोली खिलाने का प्रशिक्षण नहीं मिला है।", (SOLUTION,), "no training"),
    Said("विभागों के बीच समन्वय की कमी।", (SOLUTION,), "lack of coordination"),
    Said("प्राथमिक स्वास्थ्य केंद्र में डॉक्टरों के पद रिक्त हैं।", (SOLUTION,), "vacant posts"),
    Said(
        "गर्भवती महिलाओं को ट्रैक करने के लिए एक ऐप की आवश्यकता है।",
        (SOLUTION,),
        "a wish for a tool",
    ),
    Said("निगरानी के लिए वाहन उपलब्ध नहीं है।", (SOLUTION,), "a missing vehicle"),
    Said("हर पंचायत में जागरूकता शिविर लगाए जाने चाहिए।", (SOLUTION,), "an activity as problem"),
    Said("किशोरियों के पोषण स्तर में सुधार लाना।", (SOLUTION,), "an aim"),
    Said("ग्राम स्वास्थ्य समिति को समय पर फंड नहीं मिलता।", (SOLUTION,), "money is a means"),
    Said(
        "स्कूल रजिस्टर और एचएमआईएस के आँकड़े एक ही महीने के लिए अलग-अलग हैं।",
        (LIMP, FIGURE),
        "two counts that differ, and nobody in them",
    ),
    Said("प्रखंड समिति के निर्णय विभागों तक 6 सप्ताह देर से पहुँचते हैं।", (LIMP,), "accurate but limp"),
    Said("अभिसरण बैठक केवल पोषण माह में होती है।", (LIMP, FIGURE), "and what does that cost whom?"),
    Said("जिले में किशोरियों में एनीमिया बहुत ज्यादा है।", (GENERAL, FIGURE), "true of every district"),
    Said(
        "साप्ताहिक आयरन कार्यक्रम का क्रियान्वयन संतोषजनक नहीं है।",
        (LIMP, GENERAL, FIGURE),
        "the language of reviews",
    ),
    Said("बच्चों में कुपोषण की समस्या।", (GENERAL, FIGURE), "a heading"),
    Said(
        "माताएँ जागरूक नहीं हैं और बच्चों को टीका नहीं लगवातीं।",
        (VIEW, FIGURE),
        "seen from the office",
    ),
    Said("ग्रामीण लोग अंधविश्वास के कारण अस्पताल नहीं जाते।", (VIEW, FIGURE), "superstition, says who"),
    Said(
        "बागान लाइन की लड़कियाँ तुड़ाई के मौसम में स्कूल छोड़ देती हैं।",
        (FIGURE,),
        "felt and placed; how many?",
    ),
    Said("बाढ़ के समय नदी किनारे की महिलाएँ घर पर ही प्रसव कराती हैं।", (FIGURE,), "how many?"),
    Said(
        "जिन बच्चों को इलाज की जरूरत है वे एनआरसी तक नहीं पहुँच पाते।",
        (FIGURE,),
        "children who need treatment are no wish",
    ),
)
LEARNED = (
    Answer("चार स्कूलों का दौरा किया और गोलियों का वितरण किया गया।", True, "two activities"),
    Answer("बहुत कुछ सीखा, अच्छा अनुभव रहा।", True, "learned a lot"),
    Answer(
        "पता चला कि गोलियाँ स्कूल में हैं, पर प्रधानाध्यापक डर के कारण नहीं बाँटते।",
        False,
        "where the trouble really is",
    ),
    Answer("जब कक्षा शिक्षक खुद गोली देते हैं तब बच्चे खा लेते हैं।", False, "when it works"),
)
WAITS = (
    Answer("कलेक्टर साहब का आदेश मिलने के बाद काम शुरू करेंगे।", True, "nothing before the order"),
    Answer("जिलाधिकारी की अनुमति की प्रतीक्षा है।", True, "waiting for one leave"),
    Answer("सोमवार को दो स्कूलों में गोलियाँ गिनेंगे।", False, "their own step"),
)
NOBODY = (
    Answer("कोई नहीं", True, "nobody"),
    Answer("सभी को लाभ मिला", True, "everybody"),
    Answer("नदी पार के दो टोले की लड़कियाँ", False, "named"),
)
