"""What a note tells: facts, praise, bare improvement and lines of a letter, each in many wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting import build_packet, draft, outline
from assistant.drafting.rules import load_rules
from tests.drafting.people import NOTES, TODAY, case
from tests.drafting.test_packet import AGREED

LETTER_LINES = [
    "Dear Colleagues",
    "Hi Dr. Lee,",
    "Yours, K. O'Leary",
    "Warmly, Dr. O'Leary",
    "Regards, KO",
    "Thank you for considering her application",
    "Hello Dr. Smith, hope you are well",
    "Good morning Dr. Lee",
    "Dear all",
    "To the selection committee",
    "Best, Dr. Lee",
    "Best wishes, Ann Lee",
    "Cordially, J. Smith",
    "Many thanks, Dr. Lee",
    "With gratitude, Dr. Lee",
    "I look forward to hearing from you",
    "Should you have any questions, call me",
    "She has my full support",
    "Any program would be lucky to have her",
    "Would be an asset to any program",
    "I recommend Amina for your program",
    "Sincerely, John Smith, MD.",
    "To whom it may concern.",
    "Dear Program Director, I am writing to recommend Amina Rahman.",
    "Best regards, Dr. Smith",
    "It is my pleasure to recommend this student",
    "Recommend her without reservation.",
    "Managed DKA. Regards, Dr. Lee",
    "Thanks for your consideration",
    "Greetings, committee members",
    "Signed, Dr. Lee",
    "Kindest regards",
    "Respectfully, Dr. O",
    "Please do not hesitate to contact me",
    "Dear Sir",
    "With warm wishes, Dr Lee",
    "Yours truly",
    "Thank you for your time",
    "Hi all,",
]
PRAISE = [
    "Better than the residents",
    "Superior to her peers",
    "Far above average",
    "In the top decile",
    "One of the top five students I have taught",
    "Deserves the highest marks",
    "Unsurpassed",
    "She is a great doctor",
    "Outperformed, ahead of her classmates",
    "More reliable than the interns",
    "Works at the level of a resident",
    "The most diligent student.",
    "Better than all other interns.",
    "Head and shoulders above her peers.",
    "Top 1% of students this year.",
    "Number one intern.",
    "Second to none in the wards.",
    "Flawless handoffs.",
    "World-class researcher.",
    "Exemplary professionalism.",
    "A superstar.",
    "Impressive knowledge; a gifted learner",
    "I was the best student",
    "Excellent",
    "Excellent history taking",
    "Her notes were excellent",
    "Superb bedside manner",
    "Brilliant ECG interpretation",
    "Outstanding at managing diabetes",
    "She is excellent with patients",
    "Best intern of the year",
    "Her presentations on sepsis were outstanding",
    "Excellent rapport with patients",
    "Amazing work ethic",
    "A pleasure to work with",
    "He said I was the best",
    "One of the best students",
    "The patient said she was the best doctor",
    "Perfect attendance, impeccable manners",
    "Top 10%",
    "Excelled in clinic",
    "Made an outstanding presentation on DKA",
    "Went above and beyond",
    "A role model for others",
    "A strong candidate",
    "Excellent clinical reasoning",
    "Simply brilliant",
    "Phenomenal",
    "Highest recommendation.",
    "Functions above the level of an intern",
    "Excellent diagnostic acumen",
    "Wrote excellent notes",
    "Gave the best talk of the month",
    "Stronger than most US graduates",
    "In the top 5% of all students",
]
BARE = [
    "Made huge progress",
    "Got much better at notes",
    "I showed great improvement",
    "She showed improvement",
    "Great improvement in presentations.",
    "Improved over time",
    "Improvement",
    "I improved a lot",
    "Showed clear improvement",
    "My notes improved a lot",
    "Her presentations improved significantly",
    "Became more confident in rounds",
    "Came a long way",
    "Progressed a lot",
    "Got better every week",
    "Showed steady growth",
    "Improved my presentations",
    "My knowledge of heart failure improved a lot",
    "He said I improved a lot",
    "She showed marked improvement in history taking",
    "improved greatly by the end",
    "I made big strides",
    "Got better and better",
    "Significant progress in notes",
    "Demonstrated improvement throughout",
]
FACTS = [
    "The patient improved over time with insulin",
    "Man with HF: showed improvement after IV diuretics",
    "My presentations were too long. I cut them to three minutes and showed clear improvement",
    "He told me my notes improved a lot after I used his template",
    "The patient had excellent oxygen saturation",
    "Discussed best practice for sepsis",
    "Explained the strongest risk factor for PE",
    "Chest pain was worst at night, best when sitting",
    "Perfect match for renal transplant",
    "Impressive splenomegaly found on exam",
    "Signed, dated the consent with the patient",
    "The ECG was remarkable for ST elevation",
    "Named the most common cause of pneumonia and treated it",
    "Marked improvement of dyspnea after diuresis, which I followed daily",
    "Presented the top 5 differentials on rounds",
    "Asked the team whether guidelines recommend a statin",
    "Ejection fraction better than in March",
    "A 60-year-old woman improved greatly on steroids",
    "Her dyspnea improved significantly after furosemide",
    "Blood sugar improved over time",
    "Child with asthma showed marked improvement with albuterol",
    "Pt with COPD got better with steroids",
    "Infant with weight in the top decile",
    "Best heard at the apex",
    "Asked how best to taper prednisone",
    "Murmur was best heard at the left sternal border",
    "Splenomegaly was impressive",
    "Outstanding labs were followed up",
    "Excellent response to steroids",
    "Checked outstanding results every evening",
    "Learned the best imaging test for appendicitis",
    "The greatest risk was bleeding",
    "Hardest part was explaining the diagnosis to the family",
    "Warmly greeted the patient and her son",
    "With regards to consent, I asked the attending",
    "Sincerely apologized to the patient for the delay",
    "Said good morning to every patient",
    "Good morning report case on PE",
    "Thank you card from a patient with CHF",
    "Patient thanked me for explaining her insulin",
    "Seizures improved a lot on levetiracetam",
    "The wound made good progress",
    "Cultures showed growth of E. coli",
    "Wrote progress notes for six patients",
    "Patient was perfectly oriented",
    "The baby showed good weight gain and improvement in feeding",
    "Best corrected visual acuity was 20/40",
    "Acted in the best interest of the patient",
    "Presentations went from ten minutes to four, clear improvement",
    "I switched to SOAP format and my notes improved a lot",
    "Feedback: speak louder. By week 3 I was leading rounds",
    "Renal function improved a lot",
    "Elderly man with sepsis showed improvement on day 3",
    "My patient made steady progress after stroke",
    "An excellent view on laryngoscopy",
    "Remarkable hepatomegaly",
    "Perfect alignment of the fracture on X-ray",
    "Explained to a mother the best time to give insulin",
    "Told to read every night; started reading UpToDate on each patient",
    "Improvement of creatinine after fluids",
    "Mrs. K improved significantly on day 2",
    "Hi-flow oxygen for a man with ARDS",
    "Best treatment for gout discussed on rounds",
    "Dearth of evidence on statins",
    "Found an impressive murmur",
    "I presented a brilliant blue FCF dye allergy case",
    "The patient's pain was much better with ibuprofen",
    "Thanks to the ECG we found PE",
    "Regarding consent, I called the family",
]


def told(note: str, area: str = "cases") -> bool:
    """Whether an outline holds the note as a bullet."""
    made = outline(case({"notes": {name: [note] if name == area else [] for name in NOTES}}), "smith")
    return any(item.source == f"notes.{area}[0]" for item in made.bullets)


@pytest.mark.parametrize("note", [*LETTER_LINES, *PRAISE, *BARE])
def test_no_bullet_praises_or_speaks_as_a_letter(note: str) -> None:
    assert not told(note) and not told(note.rstrip(".") + ".", "feedback")


@pytest.mark.parametrize("note", FACTS)
def test_facts_are_bullets_whatever_words_they_use(note: str) -> None:
    assert told(note) and told(note.rstrip(".") + ".", "feedback")


@pytest.mark.parametrize("note", BARE)
def test_a_bare_improvement_is_in_no_draft(note: str) -> None:
    assert load_rules().bare_improvement.search(note)


@pytest.mark.parametrize("note", [note for note in FACTS if "mprov" in note or "better" in note])
def test_what_a_patient_did_and_what_was_changed_is_kept(note: str) -> None:
    applicant = case({**AGREED, "notes": {name: [note] if name == "cases" else [] for name in NOTES}})
    made = draft("request", applicant, "smith", TODAY)
    assert "____" not in made.body
    assert not any("only that you improved" in line for line in made.notes)
    assert "notes.cases" not in build_packet(applicant, "smith", TODAY).missing


words = st.sampled_from(
    [
        "i",
        "I",
        "my",
        "was",
        "told",
        "diagnosed",
        "PE",
        "we",
        "saw",
        "the",
        "patient",
        "i'm",
        ";",
        "me",
        "and",
        "us",
        "did",
    ]
)


@given(st.lists(words, min_size=1, max_size=9).map(" ".join), st.sampled_from(["cases", "feedback"]))
def test_no_bullet_speaks_in_the_first_person(note: str, area: str) -> None:
    made = outline(case({"notes": {name: [note] if name == area else [] for name in NOTES}}), "smith")
    for item in (one for one in made.bullets if one.source.startswith("notes.")):
        own = item.text.split("“")[0].lower().replace("'", " ").split()
        assert not {"i", "my", "me", "we", "us", "our", "mine"} & {word.strip(".;:,") for word in own}


@pytest.mark.parametrize(
    ("note", "bullet"),
    [
        ("i diagnosed PE", "Diagnosed PE."),
        ("i was told to speak up; i did", "Applicant: “I was told to speak up; I did.”"),
        ("ICU rounds, i led them", "Applicant: “ICU rounds, I led them.”"),
        ("gave i.v. fluids to an ill man", "Gave i.v. fluids to an ill man."),
        ("MY patient had DKA", "Applicant: “MY patient had DKA.”"),
    ],
)
def test_a_small_i_is_the_first_person_too(note: str, bullet: str) -> None:
    made = outline(case({"notes": {"cases": [note]}}), "smith")
    assert bullet in [item.text for item in made.bullets]
