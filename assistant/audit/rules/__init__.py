"""Every rule of the audit, in the order of the guide's facts. A new rule: a function in its chapter, a line here."""

from assistant.audit.rule import Rule
from assistant.audit.rules import avoid, deadlines, flags, mistakes, numbers, rotations, several, specialty, writers

ALL_RULES: tuple[Rule, ...] = (
    writers.leader_does_not_know_me,  # WHO-5
    writers.writer_outside_specialty,  # LESS-1
    writers.research_fit,  # LESS-2
    avoid.writer_not_physician,  # AVOID-1
    avoid.writer_family_friend,  # AVOID-3
    avoid.writer_shadowed_only,  # AVOID-3
    avoid.writer_character_reference,  # AVOID-4
    avoid.writer_hesitant,  # AVOID-5
    rotations.short_rotation,  # ROT-4
    rotations.ask_now,  # ASK-1
    numbers.letters_total,  # NUM-1
    numbers.us_clinical_letters,  # NUM-3
    specialty.specialty_letters,  # SPEC-1
    specialty.surgical_leader_letter,  # SPEC-4
    numbers.single_us_letter,  # USHC-2
    numbers.home_letter_content,  # USHC-3
    deadlines.not_waived,  # WAIVE-2
    deadlines.follow_up_due,  # TIME-3
    specialty.career_change,  # ALIGN-3
    flags.older_graduation,  # FLAG-1
    flags.exam_history,  # FLAG-2
    flags.clinical_gap,  # FLAG-3
    mistakes.all_non_us,  # MIST-1
    mistakes.observership_only,  # MIST-2
    mistakes.observership_letter,  # MIST-3
    mistakes.template_letter,  # MIST-4
    deadlines.late_letter,  # MIST-5
    mistakes.wrong_specialty_letter,  # MIST-6
    several.brief_us_experience,  # FAQ-2
    several.shared_letters,  # FAQ-3
    several.one_letter_per_target,  # FAQ-6
)
