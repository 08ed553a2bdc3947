"""A draft as an unsent e-mail: an .eml file that mail programs open for editing, and a mailto: link."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from urllib.parse import quote

from assistant.drafting.kinds import Draft
from assistant.errors import InputError

UNSENT = "X-Unsent"  # asks the mail program to open the file as a message still to be sent


def draft_to_eml(draft: Draft) -> bytes:
    """The draft as an RFC 5322 message without a date, marked as unsent; To and From stand where the case has them.

    Raises:
        InputError: it is a script, which is said and not sent, or an address cannot stand in a header.
    """
    if draft.kind == "script":
        raise InputError("kind: a script is said in person; it has no e-mail file")
    message = EmailMessage()
    to = _address("writer.email", draft.to, draft.to_name)
    sender = _address("email", draft.sender_email, draft.sender_name)
    message[UNSENT] = "1"
    if sender:
        message["From"] = sender
    if to:
        message["To"] = to
    message["Subject"] = draft.subject
    message.set_content(draft.body, cte="quoted-printable")
    ascii_addresses = all((address or "").isascii() for address in (draft.to, draft.sender_email))
    return message.as_bytes(policy=SMTP if ascii_addresses else SMTPUTF8)


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


def _address(field: str, address: str | None, name: str | None) -> Address | None:
    if not address:
        return None
    try:
        if address.isascii():
            return Address(display_name=name or "", addr_spec=address)
        local, _, host = address.rpartition("@")
        return Address(display_name=name or "", username=local, domain=host)
    except (MessageError, ValueError, IndexError):
        raise InputError(f"{field}: {address[:80]!r} cannot stand in an e-mail header; correct it") from None
