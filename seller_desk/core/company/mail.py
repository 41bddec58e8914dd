"""E-mail addresses: their form, without asking any server, and whether anybody could have opened the mailbox."""

from seller_desk.core.base.language import N_
from seller_desk.core.company.catalogue import names
from seller_desk.core.company.numbers import Flaw

WRONG_MAIL = N_("Not the form of an e-mail address")


def mail_flaw(text: str) -> Flaw | None:
    """None for an address of valid form. No DNS: this program opens no connections."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return Flaw(WRONG_MAIL)
    return None


def is_personal_mailbox(text: str) -> bool:
    """Whether the domain gives mailboxes to anybody."""
    domain = text.rpartition("@")[2].strip().lower()
    return domain in names().mail.personal_domains
