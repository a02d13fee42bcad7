"""An element in the words of an engineer, so that it can be compared with catalogue entries.

Only what is stated is said: an unknown fact adds nothing, for unknown is not no. What kind of element
it is stays unsaid, since "system" or "external" would find what merely uses these words; so does the
place of a part, while a flow is told by the zones it joins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from core.model import Connector, Element, Id, Requirement, Snapshot, Truth, Zone

NO, YES, EITHER = Truth.NO, Truth.YES, None

_FACTS: dict[str, tuple[Truth | None, str, str]] = {
    "access_controlled": (NO, "access is controlled", "no access control, anyone can read and change it"),
    "authenticated": (NO, "authenticated", "no authentication, commands accepted from anyone"),
    "authenticates": (NO, "authenticates users", "missing authentication for critical functions"),
    "authorises": (NO, "checks permissions", "missing authorization, every user may do everything"),
    "backed_up": (NO, "backed up", "no backup, data cannot be restored"),
    "checks_input": (NO, "validates input", "input is not validated"),
    "contract": (NO, "security duties agreed with the supplier", "no security agreement with the supplier"),
    "default_credentials": (YES, "default credentials from the factory", "own credentials"),
    "enabled": (YES, "interface enabled", "interface disabled"),
    "encrypted": (NO, "encrypted", "not encrypted, sensitive information in cleartext"),
    "essential": (EITHER, "essential", ""),
    "fails_safe": (NO, "fails safe", "does not fail safe when a signal is lost"),
    "hardened": (NO, "hardened", "unneeded services enabled, insecure configuration"),
    "holds_credentials": (EITHER, "stores credentials, passwords and keys", ""),
    "inspected": (NO, "traffic inspected by a firewall", "traffic is not inspected or filtered"),
    "integrity_protected": (NO, "integrity protected", "no integrity check, data can be modified unnoticed"),
    "limits_load": (NO, "limits load", "no limit on resources, flooding exhausts it"),
    "logs_changes": (NO, "logs changes", "insufficient logging, changes leave no trace"),
    "malware_protected": (NO, "protected against malware", "no protection against malware"),
    "may_lose": (YES, "messages can be lost unnoticed", "loss of messages is noticed"),
    "personal_data": (EITHER, "private personal information", ""),
    "physically_protected": (NO, "behind a lock", "physical access is not restricted, anyone can touch it"),
    "privileged": (EITHER, "privileged administrator", "user without privileges"),
    "reachable": (YES, "physical access from outside the cabinet", "cannot be touched by visitors"),
    "recoverable": (NO, "tested recovery", "no tested backup to recover from"),
    "redundant": (NO, "redundant standby", "no redundancy"),
    "remote_access": (EITHER, "remote access by people outside", "local access only"),
    "replay_protected": (NO, "protected against replay", "recorded messages can be replayed"),
    "rollback_protected": (NO, "protected against rollback", "rollback to an older firmware version"),
    "secure_boot": (NO, "secure boot", "no secure boot, altered firmware is started"),
    "shared_accounts": (YES, "one account shared by all, with every right", "an account for each user"),
    "signed": (NO, "signed firmware", "firmware signature is not verified"),
    "signed_code": (NO, "signed code", "code is installed without verifying its signature"),
    "supported": (NO, "maker mends vulnerabilities", "unmaintained, end of support, no updates"),
    "tamper_evident": (NO, "seal on the case", "no seal on the case"),
    "trained": (NO, "trained in security", "not trained, falls for phishing"),
    "updatable": (NO, "can be updated", "cannot be updated or patched"),
    "update_authenticated": (NO, "updates are authenticated", "updates are loaded without verification"),
    "watchdog": (NO, "watchdog", "no watchdog, a hang goes unnoticed"),
}
"""By fact: the value that is a weakness (EITHER: it tells what is at stake), then yes and no in words."""

_TEXTS = ("technology", "protocol", "data", "vendor", "product", "provider", "purpose", "note")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words about an element and the fact they come from, such as “encrypted: no”."""

    words: str
    element: Id
    fact: str

    @property
    def is_fact(self) -> bool:
        """Whether it says more than how the element is called."""
        return ": " in self.fact


def described(snapshot: Snapshot, element: Element, strengths: bool) -> tuple[Phrase, ...]:
    """The element in phrases; with `strengths` also what protects it, as a test would try that too."""
    if isinstance(element, Requirement):
        return (Phrase(element.text, element.id, "text"),)
    found = [Phrase(element.name, element.id, "name")]
    found += _own(element, strengths)
    if isinstance(element, Connector):
        for role, end in (("from", element.source), ("to", element.target)):
            found += _end(snapshot, role, end)
    return tuple(found)


def query(phrases: tuple[Phrase, ...]) -> str:
    """The phrases as one text."""
    return ". ".join(phrase.words for phrase in phrases)


def _own(element: Element, strengths: bool) -> Iterator[Phrase]:
    for declared in fields(element):
        value = getattr(element, declared.name)
        if isinstance(value, Truth):
            words = _truth(declared.name, value, strengths)
        elif declared.name in _TEXTS:
            words = value
        elif isinstance(value, StrEnum) and value not in ("general", "none", "unknown"):
            words = value.value
        else:
            words = ""
        if words:
            yield Phrase(words, element.id, f"{declared.name.replace('_', ' ')}: {value}")


def _truth(name: str, value: Truth, strengths: bool) -> str:
    plain = name.replace("_", " ")
    weak, yes, no = _FACTS.get(name, (NO, plain, f"not {plain}"))
    if value is Truth.UNKNOWN or not (strengths or weak in (value, EITHER)):
        return ""
    return yes if value is Truth.YES else no


def _end(snapshot: Snapshot, role: str, end: Id) -> Iterator[Phrase]:
    element = snapshot.get(end)
    if element is not None and element.kind == "port":
        element = snapshot.get(element.owner)
    if element is not None:
        yield Phrase(f"{role} {element.name}", element.id, "name")
        yield from _zone(snapshot, element)


def _zone(snapshot: Snapshot, element: Element) -> Iterator[Phrase]:
    zone = snapshot.find(Zone, getattr(element, "zone", None))
    if zone is not None:
        yield Phrase(f"in {zone.name}", zone.id, "name")
