"""Texts for letter writers, made from the case: e-mails, what to say in person, outlines, and the letter packet."""

from assistant.drafting.checks import check_draft
from assistant.drafting.email import draft
from assistant.drafting.files import write_file
from assistant.drafting.kinds import KINDS, MARKER, STAGES, Blank, Draft, DraftOptions
from assistant.drafting.mail import draft_to_eml, draft_to_mailto
from assistant.drafting.outline import Outline, compare_outlines, outline, outline_texts
from assistant.drafting.packet import PacketFiles, build_packet, packet_zip, write_packet
from assistant.drafting.partial import UNNAMED, letter_id_of, partial_applicant
from assistant.drafting.sameness import Overlap, read_text, sameness
from assistant.drafting.word import outline_to_docx
from assistant.extra import ExtraFile, read_extra_file

__all__ = [
    "KINDS",
    "MARKER",
    "STAGES",
    "UNNAMED",
    "Blank",
    "Draft",
    "DraftOptions",
    "ExtraFile",
    "Outline",
    "Overlap",
    "PacketFiles",
    "build_packet",
    "check_draft",
    "compare_outlines",
    "draft",
    "draft_to_eml",
    "draft_to_mailto",
    "letter_id_of",
    "outline",
    "outline_texts",
    "outline_to_docx",
    "packet_zip",
    "partial_applicant",
    "read_extra_file",
    "read_text",
    "sameness",
    "write_file",
    "write_packet",
]
