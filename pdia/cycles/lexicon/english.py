"""What the coach listens for in English, as block and district offices write it. See `ideas.py`."""

from __future__ import annotations

from pdia.cycles.lexicon.ideas import Idea, Vocabulary

ALIASES = {
    **dict.fromkeys(
        ("dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt", "wont"),
        "not",
    ),
    **dict.fromkeys(("cant", "couldnt"), "cannot"),
}

WORDS: Vocabulary = {
    Idea.PEOPLE: """
        homes, houses, community, communities, !community health, !community mobili*,
        !community medicine, !community process*, girl*, boy*, child, children*, childs, kid, kids,
        infant*, baby, babies, newborn*, toddler*, mother*, father*, parent*, women*, woman*, men,
        family, families, household*, patient*, student*, pupil*, learner*, villager*, people*,
        person, persons, resident*, inhabitant*, elderly, farmer*, labourer*, laborer*, migrant*,
        adolescent*, teenager*, youth*, citizen*, beneficiar*, widow*, couple*, tribals,
        garden workers, tea workers, daily wagers, jobs, lives, !child development,
        !child protection, !child welfare, !child health, !women child, !women and child,
        !mother and child, !women development, !women empowerment, !family welfare, !family health,
        !family planning, !adolescent health, !peoples representative*
    """,
    Idea.HARM: """
        not get*, not got, not receiv*, not reach*, never reach*, never get*, never got,
        never receiv*, not come, not coming, not attend*, not eat*, not eaten, not taken, not take,
        not able, cannot, unable, got no, got none, get no, get none, gets no, gets none,
        receive no, received no, received none, gave no, given no, given none, given nothing,
        missed, misses, miss out, missing out, miss school, miss class*, left out, leave school,
        left school, leave studies, drop out, dropped out, drops out, dropping out, turned away,
        sent back, sent away, sent home, return without, returned without, empty handed, walk,
        walks, walked, wait, waits, waited, waiting, lose, loses, losing, lost, fall ill, falls ill,
        fell ill, fall sick, falls sick, fell sick, falling sick, sick, faint*, suffer*, absent*,
        hungry, hunger, go without, goes without, went without, going without, without treatment,
        without food, without water, without a meal, without tablets, too late, reach late,
        reached late, home deliver*, deliver* at home, birth at home, births at home, born at home,
        underweight, debt*, borrow*, afraid, fear*, scared, unvaccinated, unimmuni*, zero dose,
        skip*, stopped, stop coming, not enrolled, never enrolled, not weighed, never weighed,
        not vaccinated, not immuni*, not tested, not screened, not covered, not registered,
        not counted, not listed, not followed, excluded, unpaid, not paid, own pocket,
        out of pocket, carry water, fetch water, drink from, drink unsafe, drinking unsafe,
        open defecat*, defecate in the open, untreated, injured, bitten, refus*, vomit*, relaps*,
        default*, not return*, never return*, travel, spend
    """,
    Idea.GRAVE: """
        fever*, blood pressure, diabetes, cancer, epilepsy, rabies, leprosy, die, died, dies, dying,
        death*, dead, mortality, stillb*, anaemi*, anemi*, malnutri*, malnourish*, undernourish*,
        undernutri*, stunted, stunting, wasting, low birth weight, child marriage*, early marriage*,
        married before, marry before, teenage pregnan*, suicide*, drown*, outbreak*, diarrhoea*,
        diarrhea*, dengue, malaria, cholera, jaundice, encephalitis, typhoid, leptospirosis,
        tuberculosis, dropout*, out of school, snake bite*, snakebite*, !anaemia mukt, !anemia mukt,
        !anaemia free, !anemia free, !malaria program*, !dropout rate
    """,
    Idea.SHORTFALL: """
        hesitan*, not, no, never, none, nobody, without, few, only, less, late, delay*, declin*,
        fall, falls, fallen, falling, fell, drop*, miss, misses, missed, missing, low, lower, below,
        poor, irregular*, stopped, closed, cannot, unable, hardly, rarely, still
    """,
    Idea.MEANS: """
        facility, two wheeler*, bicycle*, motorcycle*, training*, orientation*, refresher*, app,
        apps, software, portal, dashboard*, database, helpline, vehicle*, ambulance*, fund, funds,
        funding, budget*, grant, grants, manpower, human resource*, workforce, guideline*, sop,
        sops, circular*, order, orders, policy, action plan*, platform, forum, iec,
        awareness program*, awareness camp*, awareness campaign*, building*, infrastructure,
        facilities, equipment*, machine*, kit, kits, computer*, laptop*, smartphone*, mobile phone*,
        internet, monitoring, supervision, coordination*, co ordination, convergence, mechanism*,
        review, reviews, meeting*, toilet*, road*, hostel*, cold chain, refrigerator*, fridge*,
        generator*, water tank*, borewell*, incinerator*, transport*, reporting system,
        referral system, tracking system, blood bank*, creche*, awareness material*, poster*,
        !order to, !in order
    """,
    Idea.STAFF: """
        nrc, nrcs, phc, phcs, chc, chcs, health facility, health facilities, anganwadi centre*,
        committee*, task force*, hospital*, health centre*, sub centre*, staff*, doctor*,
        specialist*, gynaecologist*, paediatrician*, nurse*, teacher*, counsellor*, coordinator*,
        nodal officer*, focal point*, nodal person*, technician*, pharmacist*, supervisor*, posts,
        post, vacanc*, anganwadi worker*, asha, ashas, anm, anms
    """,
    Idea.LACK_OF: """
        lack of, lack, lacks, absence of, shortage of, scarcity of, dearth of, want of,
        non availability, nonavailability, unavailability of, insufficient, inadequate, not enough,
        not sufficient, not adequate, not have, vacant, vacancy of, there is no, there are no,
        have no, has no, is no, are no, with no, had no
    """,
    Idea.NONE_OF: """
        no, without, not receiv*, not got, not get, not given, not provid*, never received,
        received no, limited, !no one, !no longer, !no more, !no of, !not get over
    """,
    Idea.GONE: """
        not availab*, unavailable, non available, not there, vacant, not posted, not appointed,
        not filled, lacking, nil, insufficient, inadequate, not sufficient, not adequate,
        not enough, not in place, not exist*
    """,
    Idea.NOT_DONE: """
        not given, not provid*, not conduct*, not held, not done, not happen*, not imparted,
        not received, not sanction*, not approv*, not issued, not construct*, not built,
        not released, not proper*, not regular*, not organis*, not organiz*, missing, absent,
        not functional
    """,
    Idea.ANSWER: """
        untrained, not trained, not been trained, understaffed, under staffed, not digitised,
        not digitized, not computerised, not computerized
    """,
    Idea.WISH: """
        is to be, are to be, we need, we require, we want, need for, need of, is needed, are needed,
        is required, are required, there is need, urgent need, dire need, demand for, need to,
        needs to, need more, needs more, need proper, needs proper, requirement of, necessity of,
        is necessary, are necessary, is essential, !need to travel, !need to walk, !need to pay,
        !need to spend, !need to wait, !need to cross, !need to go, !need to carry, !need to buy,
        !need to borrow, !need to come, !need to take, !need to leave, !in need of,
        !in dire need of, !they need to
    """,
    Idea.OUGHT: """
        needs, need a, need an, require a, requires, should be, should have, should get,
        should provide, should start, should conduct, must be, must have, has to be, have to be,
        ought to, to be provided, to be given, to be constructed, to be set up, to be established,
        to be developed, to be introduced, to be conducted, to be appointed, to be posted
    """,
    Idea.AIM_FIRST: """
        to improve, to increase, to strengthen, to reduce, to ensure, to create, to provide,
        to develop, to establish, to promote, to enhance, to conduct, to train, to build, to set up,
        to achieve, to eliminate, to implement, to start, improve, improving, improvement,
        increase awareness, increase coverage, strengthen, strengthening, ensure, ensuring, provide,
        providing, provision of, establish, establishing, establishment of, set up, setting up,
        construct, construction of, introduce, introducing, introduction of, implement,
        implementing, create, creating, creation of, develop, developing, promote, promoting,
        enhance, enhancing, reduce, reducing, achieve, achieving, conduct, conducting, organise,
        organising, organize, organizing, capacity building, awareness generation
    """,
    Idea.VAGUE: """
        proper implement*, high maternal, high infant, high child, high mortality, high rate*,
        high drop*, high malnutrition, high anaemia, high number*, high level*, poor implement*,
        poor cover*, poor qualit*, poor coordinat*, poor perform*, poor aware*, poor attend*,
        poor sanit*, poor nutri*, poor health*, poor service*, poor uptake, poor response,
        poor hygiene, poor state, poor participat*, poor involve*, poor condition*, poor infra*,
        poor complian*, poor converge*, poor monitor*, very poor, is poor, are poor, remains poor,
        weak*, improper*, not proper*, inadequa*, insufficien*, unsatisfactory, not satisfactor*,
        up to the mark, issues, various, challenge*, gaps, gap in, many problem*, several problem*,
        some problem*, lot of problem*, major problem*, big problem*, serious problem*,
        major issue*, big issue*, serious issue*, major concern, not effective*, ineffective*,
        ineffici*, not efficient*, backward*, lagging, lags behind, not good, not well,
        need* improvement, to be improved, lacunae, low cover*, low attend*, low aware*, low uptake,
        low utili*, low perform*, low enrol*, low immuni*, low participat*, low complian*,
        low literacy, is low, are low, remains low, very low, very less, very bad, bad condition*,
        pathetic, very high, is high, are high, remains high, high prevalence, high burden,
        high incidence, day by day, rampant, below expectation*, as expected, desired level,
        not optimal, suboptimal, sub optimal, not smooth*, not properly
    """,
    Idea.VIEW: """
        people not understand, they not understand, not understand the importance*,
        not realise the importance*, not aware, unaware, lack of awareness, no awareness,
        low awareness, poor awareness, less awareness, ignoran*, careless*, negligen*, superstiti*,
        illitera*, not cooperat*, not co operat*, non cooperat*, non co operat*, uncooperative,
        no cooperation, lack of cooperation, not interested, no interest, lack of interest,
        least bothered, not bothered, unwilling*, mindset*, lazy, laziness, not bother*,
        not serious, not take it seriously, myth*, misconception*, reluctan*, not educated,
        uneducated
    """,
    Idea.QUANTITY: """
        two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty,
        thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred*, thousand*, lakh*, crore*,
        half, two thirds, one third, one in, one out of, percent, per cent, dozen*, every second,
        every third, every fourth, twice, !under five, !under two, !two way, !first two
    """,
    Idea.LABEL: """
        block, class, std, standard, grade, ward, zone, phase, round, nfhs, covid, no, number,
        section, level, type, part, sector, vitamin, week, day, rule, form, annexure, category,
        quarter, h, n, stage
    """,
    Idea.MONTH: """
        jan, january, feb, february, march, april, may, june, july, aug, august, sep, sept,
        september, oct, october, nov, november, dec, december
    """,
    Idea.AGE: "age, aged, ages, old, under, below",
    Idea.YEARS: "year, years, yrs, yr, months, month",
    Idea.CLINICAL: """
        anaemi*, anemi*, haemoglobin, hemoglobin, hb, doctor*, medicin*, medical, drug*, tablet*,
        dose*, dosage, ifa, disease*, treat*, patient*, hospital*, phc, phcs, chc, fhc, sub centre*,
        nurse*, anm, anms, diagnos*, lab, laborator*, vaccin*, immuni*, clinical, symptom*, infect*,
        side effect*, deworm*, blood, referral*, refer*, specialist*, ambulance*, screening,
        injection*, health worker*, delivery, deliveries, antenatal, anc, nutritional status,
        malnutrition, worm*, stock out*, stockout*, prescri*
    """,
    Idea.ELSEWHERE: """
        school*, teacher*, headmaster*, head teacher*, parent*, mother*, family, families, father*,
        home, homes, husband*, water*, toilet*, sanitation, road*, panchayat*, market*, job, jobs,
        wage*, marriage*, marr*, food*, meal*, ration*, money, price*, festival*, migrat*,
        language*, caste*, tea garden*, garden*, anganwadi*, bus, travel*, distance, belief*, fear*,
        rumour*, hostel*, field*, farm*, waste, drain*, list*, register*, exam*, season*, flood*,
        husbands, department*, meeting*, committee*, letter*, block office
    """,
    Idea.PATRON: """
        collector, collectors, deputy commissioner*, district commissioner*, district magistrate*,
        commissioner*, dm, dc, dcs, minister*, mla, mlas, secretary, secretarys, director*,
        mission director*, ceo, bdo, bdos, block development officer*, cmo, cmho, dmo, cdmo, sdm,
        higher authorit*, higher ups, higher office*, state office, head office, government, govt,
        !panchayat secretary, !government school*, !govt school*, !government hospital*,
        !government doctor*, !government program*
    """,
    Idea.WAIT: """
        wait, waits, waiting, awaiting, await, awaited, depends on, depend on, depends upon,
        subject to, pending with, pending for, pending at, pending approval, lying with
    """,
    Idea.ONCE: """
        once, until, till, after, when, only if, as soon as, upon, on receipt, on receiving,
        on getting, unless, if
    """,
    Idea.ORDER: """
        order, orders, ordered, approv*, permission*, permit, permits, instruct*, direction*,
        directive*, directs, sanction*, clearance, go ahead, letter*, nod, signs, signature, agrees,
        allows, tells us, decides
    """,
    Idea.ACTIVITY: """
        visited, visits, conducted, held, organised, organized, distributed, attended, completed,
        submitted, prepared, collected, discussed, sent, issued, inspected, reviewed, trained, met,
        called, participated, formed, printed, displayed, procured, installed, updated, celebrated,
        took place, checked, supplied, handed over, briefed, sensitised, sensitized, oriented,
        informed, was done, were done, meeting with, given, instructed
    """,
    Idea.INSIGHT: """
        can, could, cost, costs, learn*, realis*, realiz*, understood, understand*, found,
        came to know, come to know, discover*, surpris*, expect*, unexpected*, thought, believ*,
        belief, assum*, turns out, turned out, because, reason*, instead, actually, but, than, only,
        when, whenever, if, why, how, not, no, nobody, none, without, even, still, cannot, afraid,
        fear*, prefer*, works, worked, helps, helped, easier, faster, better, quicker, unless,
        until, although, though, while, same, differ*, due to, depends, need*, want*, trust*, never,
        who, what, whose, few, unaware, know, knew, themselves, rather, too, already, must, matters
    """,
    Idea.PLATITUDE: """
        good cooperation, full cooperation, good support, full support, learn* lot, learn* many,
        learn* many things, good experience, nice experience, great experience, good learning,
        coordination is important, coordination is necessary, coordination is needed,
        coordination is must, coordination is required, coordination is key,
        convergence is important, convergence is necessary, convergence is key, team work*,
        teamwork*, cooperation is important, communication is important, communication is key,
        very useful, very helpful, very informative, went well, as planned, success*, satisfactor*,
        good response, importance of coordination, importance of convergence, importance of team*,
        awareness is important, awareness is needed, monitoring is important, monitoring is needed
    """,
    Idea.MEETING: """
        meeting*, workshop*, training*, seminar*, awareness camp*, awareness program*, rally,
        sensitis*, sensitiz*, orientation*, conference*, review*, webinar*, discussion*, discuss,
        counselling session*
    """,
    Idea.NOTHING: """
        nil, na, n, a, none, not applicable, nothing, no, no change, no lesson*, no comment*, same,
        ok, okay, as above, as usual, tbd, to be decided, not decided, later, nothing new,
        nothing much, done, yes, fine, good, nobody, no one, x
    """,
    Idea.EVERYONE: """
        no one, nobody, everyone, everybody, all are, all were, all have, all covered, all included,
        all benefit*, all children, all families, all girls, all women, all people, all got,
        all sections
    """,
    Idea.EXCEPT: "except*, other than, apart from, but",
    Idea.COPY: """
        replicat*, best practice*, same model, same as in, as done in, as in the model,
        like they do in, copy the, adopt the model
    """,
    Idea.HEALTH: "health*, nhm, medical*, family welfare, hospital*, phc, chc, fhc",
    Idea.NOT_HEALTH: "engineering, phe, phed, ayush, education, veterinary, animal*, social",
    Idea.BREAK: """
        because, but, so, though, although, despite, while, which, who, whose, whereas, since, due,
        hence, therefore, that
    """,
    Idea.FILLER: """
        do, does, did, a, an, the, any, even, yet, been, being, also, always, fully, really,
        regularly, actually, their, our, its, his, her, ever, is
    """,
}
