"""What officers write in English, and what a coach would ask of it."""

from __future__ import annotations

from tests.stages.coach_rows import FIGURE, GENERAL, LIMP, SOLUTION, VIEW, Answer, Said

STATEMENTS = (
    Said(
        "31 of 52 schools in Block 3 gave no iron tablets in October; about 4,100 girls were missed, "
        "most of them in tea-garden schools.",
        (),
        "a count, a place, a month and the girls it happens to",
    ),
    Said(
        "In ward 7, 23 of 61 families drink from the canal from February to May, and 14 children were "
        "treated for diarrhoea in April.",
        (),
        "counted, placed and felt",
    ),
    Said(
        "Of 412 pregnant women registered this year, 96 delivered at home, nearly all of them in the five "
        "riverside villages.",
        (),
        "says where the women are",
    ),
    Said(
        "Bedridden patients in 4 wards wait more than 40 days for a palliative care visit; 11 died before "
        "the first visit.",
        (),
        "what delay costs, in people",
    ),
    Said(
        "Every second girl who leaves class 8 in the garden schools is married before she is 18.",
        (),
        "a share in words is a figure too",
    ),
    Said(
        "18 of 40 Anganwadi centres open fewer than 12 days a month, so about 700 children go without the hot meal.",
        (),
        "a service and those who go without it",
    ),
    Said("Dengue cases rose from 12 to 87 in three wards in June, and two people died.", (), "plain and counted"),
    Said(
        "There is no ambulance after 6 pm in the char area: 9 mothers delivered on the way to hospital last year.",
        (),
        "a missing thing beside what it does to people is no disguise",
    ),
    Said(
        "Half of the children weighed in March in Tola 3 were underweight, and none of them was taken to the NRC.",
        (),
        "half is a figure",
    ),
    Said(
        "Tribal families of three hamlets walk 11 km for the ration, and 2 of 5 return empty-handed.",
        (),
        "who, where, how many",
    ),
    Said(
        "Fourteen of 38 VHSNCs have not met since April, so nobody collects the complaints of 9,000 people "
        "about water.",
        (),
        "a committee that does not meet, and whom that leaves unheard",
    ),
    Said(
        "ASHA workers of 6 panchayats have not been paid for four months and 13 of them have stopped home "
        "visits to newborns.",
        (),
        "unpaid staff and what follows for newborns",
    ),
    Said(
        "Teachers fear the tablets after a girl fainted in 2024, and 31 schools keep them locked in the cupboard.",
        (),
        "a reason from the field and a count",
    ),
    Said(
        "No teacher took the tablets to class on 9 Mondays out of 12, and 640 girls got none.",
        (),
        "'no teacher' here is somebody who did not act, not a missing post",
    ),
    Said(
        "Families need to travel 14 km to reach a doctor, and 60 of them borrow for it.",
        (),
        "this 'need to' is a burden, not a wish",
    ),
    Said("Children under 5 in two hamlets are not reached by the immunisation team.", (), "two hamlets are a count"),
    Said(
        "The training reached 40 teachers, yet 22 of 40 schools still give no tablets and 1,900 girls miss them.",
        (),
        "training is named, but it is not what is missing",
    ),
    Said(
        "7 mothers died in the block last year although all had been registered in time.",
        (),
        "short and complete",
    ),
    Said("There is no training for teachers on WIFS.", (SOLUTION,), "the classic"),
    Said("Lack of coordination between Health and Education departments.", (SOLUTION,), "coordination is an answer"),
    Said("We need a mobile app to track pregnant women.", (SOLUTION,), "a wish for a tool"),
    Said("Shortage of doctors in the PHC.", (SOLUTION,), "posts are an answer too"),
    Said("A separate ambulance is required for the block.", (SOLUTION,), "required by whom, for what"),
    Said("Non-availability of vehicles for field supervision.", (SOLUTION,), "a missing thing"),
    Said("To strengthen the monitoring of Anganwadi centres.", (SOLUTION,), "an aim, not a problem"),
    Said(
        "Improving the nutritional status of children under five in the district.",
        (SOLUTION,),
        "an aim out of a scheme document",
    ),
    Said("Awareness camps should be conducted in all villages.", (SOLUTION,), "an activity as problem"),
    Said("ASHAs are not trained in counselling.", (SOLUTION,), "training again, in other words"),
    Said("Inadequate manpower and infrastructure at sub centres.", (SOLUTION,), "two missing things"),
    Said(
        "No guidelines have been issued for convergence meetings at block level.",
        (SOLUTION,),
        "a missing paper",
    ),
    Said(
        "The posts of two lab technicians are lying vacant.", (SOLUTION,), "a count of posts is no shortfall for people"
    ),
    Said("There is a need for more toilets in schools for girls.", (SOLUTION,), "a need for a thing"),
    Said(
        "Funds for the village health committee are not released on time.",
        (SOLUTION,),
        "money is a means",
    ),
    Said(
        "Teachers don't have any training on iron tablets, and so they hesitate.",
        (SOLUTION,),
        "the girls have not appeared yet",
    ),
    Said("Construction of the new sub-centre building at Rongpur is pending.", (SOLUTION,), "a project, not a problem"),
    Said(
        "Increase awareness about menstrual hygiene among adolescent girls.",
        (SOLUTION,),
        "an order to oneself",
    ),
    Said("Only 42% of the indents for medicines are cleared within 30 days.", (LIMP,), "accurate but limp"),
    Said(
        "Joint reviews of the nutrition programme happen twice a year instead of every month.",
        (LIMP,),
        "accurate but limp",
    ),
    Said(
        "School registers and HMIS show different numbers for the same month.",
        (LIMP, FIGURE),
        "nobody is missing anything yet",
    ),
    Said("The VHSNC meets only before the annual festival.", (LIMP, FIGURE), "and what does that cost whom?"),
    Said(
        "Minutes of the block committee reach the line departments six weeks late.",
        (LIMP,),
        "what does delay cost, in people",
    ),
    Said(
        "Women and Child Development and Health hold separate reviews.",
        (LIMP, FIGURE),
        "the women and children here are an office",
    ),
    Said(
        "Anaemia among adolescent girls is very high in our district.",
        (GENERAL, FIGURE),
        "true of every district",
    ),
    Said("Poor sanitation.", (LIMP, GENERAL, FIGURE), "a heading"),
    Said("Malnutrition in children.", (GENERAL, FIGURE), "a heading with people in it"),
    Said("Implementation of WIFS is not satisfactory.", (LIMP, GENERAL, FIGURE), "the language of reviews"),
    Said(
        "Immunisation coverage among children in some pockets is low.",
        (GENERAL, FIGURE),
        "which pockets, how low",
    ),
    Said("Various issues in the working of Anganwadi centres.", (LIMP, GENERAL, FIGURE), "various"),
    Said("Intersectoral convergence at block level is weak.", (LIMP, GENERAL, FIGURE), "jargon and weak"),
    Said(
        "Mothers in the tea gardens are ignorant and do not bring their children for weighing.",
        (VIEW, FIGURE),
        "seen from the office",
    ),
    Said(
        "Lack of awareness among pregnant women about institutional delivery.",
        (VIEW, FIGURE),
        "who says so",
    ),
    Said(
        "Parents are not interested in sending girls to school after puberty; 46 girls left last year.",
        (VIEW,),
        "counted, but nobody has asked the parents",
    ),
    Said(
        "Villagers have superstitions and refuse vaccination for their children.",
        (VIEW, FIGURE),
        "their reasons are not heard yet",
    ),
    Said(
        "Community does not cooperate with the health workers during door-to-door surveys.",
        (VIEW, FIGURE),
        "a symptom seen from one side",
    ),
    Said(
        "Girls of the garden lines stop coming to school when the plucking season begins.",
        (FIGURE,),
        "felt and placed; how many?",
    ),
    Said(
        "Old people in the hill wards cannot reach the pension camp and borrow money for medicines.",
        (FIGURE,),
        "felt; how many?",
    ),
    Said("Newborns in Karbi villages are not weighed in the first week.", (FIGURE,), "'first week' counts nothing"),
    Said("Women of the riverside hamlets deliver at home during the floods.", (FIGURE,), "how many?"),
    Said(
        "Out-of-school girls get no tablets at all; nobody has listed them since 2022.",
        (FIGURE,),
        "a year is a date, not a count",
    ),
    Said(
        "In Class 8, Block 3, girls aged 10-19 get tablets only when the ANM visits.",
        (FIGURE,),
        "names and ages are no counts",
    ),
)
LEARNED = (
    Answer("Visited four schools and distributed 600 tablets.", True, "two activities"),
    Answer("Conducted meeting with all departments. Minutes prepared and sent.", True, "the minutes, once more"),
    Answer("We learned a lot. It was a good experience.", True, "learned a lot"),
    Answer("Coordination is important for success.", True, "true everywhere"),
    Answer("Nil", True, "nil"),
    Answer(
        "The tablets are there. Two head teachers keep them locked because a girl fainted last year.",
        False,
        "where the trouble really is",
    ),
    Answer("Girls take the tablet when their own class teacher gives it.", False, "when it works"),
    Answer(
        "It did not work: nobody came at 10, the women are in the garden until two.",
        False,
        "a failed step with a lesson",
    ),
    Answer("Headmasters attended only after the BDO phoned them himself.", False, "only after"),
    Answer(
        "Stock is in the block store. The pharmacist counts by strips, the schools by tablets.",
        False,
        "a plain finding",
    ),
)
WAITS = (
    Answer("Once the Collector issues the order, all departments will start.", True, "nothing before the order"),
    Answer("Waiting for approval from the Mission Director.", True, "waiting for one leave"),
    Answer("We will begin after DC sir gives instructions to Education.", True, "after the instruction"),
    Answer("Count the tablets in four schools on Monday with the pharmacist.", False, "their own step"),
    Answer("Ask the Collector for a joint letter on Tuesday; meanwhile visit two schools.", False, "asks, and acts"),
    Answer("Meet the head teachers after the Collector's review on the 9th.", False, "a date, not a condition"),
    Answer(
        "Once the BDO and the Inspector of Schools agree, or the Director signs, we print the slip.",
        False,
        "more than one door",
    ),
)
NOBODY = (
    Answer("Nil", True, "nil"),
    Answer("No one is left out.", True, "nobody"),
    Answer("All children are covered.", True, "everybody"),
    Answer("-", True, "a dash"),
    Answer("All are covered except the two char hamlets.", False, "the exception is the answer"),
    Answer("Out-of-school girls of tea-garden families.", False, "named"),
)
