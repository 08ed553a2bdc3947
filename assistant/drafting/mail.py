"""A draft as an unsent e-mail: an .eml file that mail programs open for editing, and a mailto: link."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from urllib.parse import quote

from assistant.drafting.headers import mailbox, unstructured
from assistant.drafting.kinds import Draft
from assistant.errors import InputError

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
UNSENT = "X-Unsent"  # asks the mail program to open the file as a message still to be sent


def draft_to_eml(draft: Draft) -> bytes:
    """The draft as an RFC 5322 message without a date, marked as unsent; To and From stand where the case has them.

    Raises:
        InputError: it is a script, which is said and not sent, or an address cannot stand in a header.
    """
    if draft.kind == "script":
        raise InputError("kind: a script is said in person; it has no e-mail file")
    message = EmailMessage()
    message[UNSENT] = "1"
    sender, to = draft.sender_email, draft.to
    if sender:
        message.set_raw("From", mailbox("From", draft.sender_name, _written("email", sender)))
    if to:
        message.set_raw("To", mailbox("To", draft.to_name, _written("writer.email", to)))
    message.set_raw("Subject", unstructured("Subject", draft.subject))
    message.set_content(draft.body, cte="quoted-printable")
    plain = (sender or "").isascii() and (to or "").isascii()
    return message.as_bytes(policy=(SMTP if plain else SMTPUTF8).clone(refold_source="none"))


def draft_to_mailto(draft: Draft) -> str:
    """A mailto: link (RFC 6068) with address, subject and body, each character encoded that could mean something else.

    Raises:
        InputError: it is a script.
    """
    if draft.kind == "script":
        raise InputError("kind: a script is said in person; it has no e-mail link")
    local, _, host = (draft.to or "").rpartition("@")
    to = f"{quote(local, safe='')}@{quote(host, safe='')}" if local else ""
    body = draft.body.replace("\n", "\r\n")
    return f"mailto:{to}?subject={quote(draft.subject, safe='')}&body={quote(body, safe='')}"


def _written(field: str, address: str) -> str:
    """The address as a header holds it; one that a reader would read as something else is bad input."""
    latin = _BEYOND_ASCII.sub("x", address)  # the reader of addresses knows no other letters
    try:
        same = Address(addr_spec=latin).addr_spec == latin
    except (MessageError, ValueError, IndexError):
        same = False
    if not same or "=?" in address or not address.isprintable():
        raise InputError(f"{field}: {address[:80]!r} cannot stand in an e-mail header; correct it")
    return address
