"""How facts are told and how gaps are asked, in plain sentences."""

from collections.abc import Callable, Iterable
from functools import cache

from core.ground.words import _, deferred
from core.model import KINDS, Element, Firmware, HardwareInterface, Snapshot, Truth, name_of
from core.model.facts import facts_of, title_of
from core.threats.judgement import Fact, Gap

_QUESTIONS: dict[tuple[str, str], Callable[[], str]] = {
    ("actor", "privileged"): deferred("May “{name}” change how the system works?"),
    ("actor", "trained"): deferred("Is “{name}” trained in security?"),
    ("asset", "safety"): deferred("Can harm to “{name}” harm people?"),
    ("bus", "access_controlled"): deferred("Must a device prove itself before it may talk on “{name}”?"),
    ("bus", "encrypted"): deferred("Is traffic on “{name}” encrypted?"),
    ("bus", "medium"): deferred("What is “{name}” made of: Ethernet, a field bus, radio?"),
    ("bus", "redundant"): deferred("Is there a second way when “{name}” fails?"),
    ("component", "authenticates"): deferred("Does “{name}” authenticate whoever commands or changes it?"),
    ("component", "authorises"): deferred("Does “{name}” check what an authenticated user may do?"),
    ("component", "checks_input"): deferred("Does “{name}” check its input before it acts on it?"),
    ("component", "default_credentials"): deferred("Does “{name}” still have its default credentials?"),
    ("component", "essential"): deferred("Does “{name}” carry an essential function?"),
    ("component", "fails_safe"): deferred("Does “{name}” go to a safe state when its input or power fails?"),
    ("component", "hardened"): deferred("Is “{name}” hardened: unneeded services and accounts removed?"),
    ("component", "limits_load"): deferred("Does “{name}” stay in service when it is flooded?"),
    ("component", "logs_changes"): deferred("Does “{name}” log who changed what?"),
    ("component", "malware_protected"): deferred("Is “{name}” protected against malware?"),
    ("component", "recoverable"): deferred("Does a tested backup bring “{name}” back?"),
    ("component", "shared_accounts"): deferred("Do several people share one account on “{name}”?"),
    ("component", "signed_code"): deferred("Does “{name}” run signed code only?"),
    ("component", "updatable"): deferred("Can “{name}” be updated where it stands?"),
    ("conduit", "inspected"): deferred("Is traffic through “{name}” inspected?"),
    ("conduit", "zones"): deferred("Which zones does “{name}” join?"),
    ("connector", "authenticated"): deferred("Does the receiver of “{name}” know who sent it?"),
    ("connector", "data"): deferred("What does “{name}” carry?"),
    ("connector", "encrypted"): deferred("Is “{name}” encrypted?"),
    ("connector", "integrity_protected"): deferred("Would the receiver of “{name}” notice altered content?"),
    ("connector", "may_lose"): deferred("Can a message on “{name}” be lost without either end knowing?"),
    ("connector", "protocol"): deferred("Which protocol does “{name}” use?"),
    ("connector", "public_network"): deferred("Does “{name}” pass a network that outsiders share?"),
    ("connector", "remote_access"): deferred("Do people outside the plant act through “{name}”?"),
    ("connector", "replay_protected"): deferred("Would the receiver of “{name}” notice a repeated message?"),
    ("data store", "access_controlled"): deferred("Is access to “{name}” controlled?"),
    ("data store", "backed_up"): deferred("Is “{name}” backed up?"),
    ("data store", "encrypted"): deferred("Is “{name}” encrypted?"),
    ("data store", "holds_credentials"): deferred("Does “{name}” hold credentials?"),
    ("data store", "integrity_protected"): deferred("Would altered content of “{name}” be noticed?"),
    ("data store", "logs_changes"): deferred("Does “{name}” log who changed what?"),
    ("data store", "personal_data"): deferred("Does “{name}” hold personal data?"),
    ("external system", "authenticates"): deferred("Does “{name}” authenticate those who use it?"),
    ("external system", "contract"): deferred("Are the security duties of “{name}” agreed in writing?"),
    ("firmware", "encrypted"): deferred("Is the image “{name}” encrypted?"),
    ("firmware", "rollback_protected"): deferred("Is an older version of “{name}” refused?"),
    ("firmware", "signed"): deferred("Is “{name}” signed, and the signature checked?"),
    ("firmware", "update_authenticated"): deferred("Must whoever updates “{name}” authenticate?"),
    ("interface", "authenticated"): deferred("Must a device authenticate before it may use “{name}”?"),
    ("interface", "enabled"): deferred("Is “{name}” enabled in operation?"),
    ("interface", "interface"): deferred("What is “{name}”: a network socket, USB, a debug port, radio?"),
    ("interface", "reachable"): deferred("Can a visitor touch “{name}” without opening anything?"),
    ("link", "encrypted"): deferred("Is “{name}” encrypted?"),
    ("link", "medium"): deferred("What is “{name}” made of: Ethernet, a field bus, radio?"),
    ("node", "physically_protected"): deferred("Is “{name}” in a locked room or cabinet?"),
    ("node", "redundant"): deferred("Does another device take over when “{name}” fails?"),
    ("node", "secure_boot"): deferred("Does “{name}” check its software when it starts?"),
    ("node", "supported"): deferred("Does the maker of “{name}” still mend its vulnerabilities?"),
    ("node", "tamper_evident"): deferred("Would tampering with “{name}” be seen?"),
    ("node", "watchdog"): deferred("Does a watchdog supervise “{name}”?"),
    ("zone", "level"): deferred("At which level does the zone “{name}” lie?"),
    ("zone", "target_level"): deferred("Which target security level has the zone “{name}”?"),
}
_UNDECIDED = {
    ("connector", "protocol"): deferred(
        "“{name}” uses {value}: does it carry commands or values of the process, and by which protocol?"
    ),
}
"""Questions about a fact that is stated, and does not say enough."""
_ZONE = deferred("In which zone is “{name}”?")
_OTHER = deferred("What is “{field}” of “{name}”?")

_DERIVED: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "outside": (deferred("it lies outside"), deferred("it lies inside")),
    "reachable_from_outside": (
        deferred("it can be reached from outside over {value}"),
        deferred("no flow leads to it from outside"),
    ),
    "crosses_zone": (
        deferred("it crosses a border between zones ({value})"),
        deferred("it stays in one zone"),
    ),
    "in_conduit": (
        deferred("it runs through the conduit {value}"),
        deferred("no conduit joins its zones for it"),
    ),
    "on_one_node": (deferred("both ends run on {value}"), deferred("its ends share no device")),
    "joins_zones": (
        deferred("it is attached to several zones ({value})"),
        deferred("its buses share one zone"),
    ),
    "hosts_zones": (
        deferred("it runs parts of several zones ({value})"),
        deferred("its parts share one zone"),
    ),
    "zones_differ": (
        deferred("part and device are in different zones ({value})"),
        deferred("both are in one zone"),
    ),
}
_TRUTHS = {"yes": deferred("“{field}” is stated yes"), "no": deferred("“{field}” is stated no")}
_VALUE = deferred("“{field}” is {value}")

_UNSTATED = {
    "data": deferred("data"),
    "protocol": deferred("an unstated protocol"),
}


def placed_name(snapshot: Snapshot, element: Element) -> str:
    """The name as it can stand alone: a firmware or interface is named with its device."""
    owner = snapshot.get(element.owner)
    if isinstance(element, Firmware | HardwareInterface) and element.name and owner is not None:
        return _("{part} of {device}").format(
            part=name_of(snapshot, element.id), device=name_of(snapshot, owner.id)
        )
    return name_of(snapshot, element.id)


def question(snapshot: Snapshot, gap: Gap) -> str:
    """The question whose answer closes the gap."""
    element = snapshot[gap.element]
    about = element.kind, gap.field
    template = _QUESTIONS.get(about, _ZONE if gap.field == "zone" else _OTHER)
    value = getattr(element, gap.field, None)
    if value and about in _UNDECIDED:
        template = _UNDECIDED[about]
    return template().format(name=placed_name(snapshot, element), field=title_of(gap.field), value=value)


def statements(snapshot: Snapshot, facts: Iterable[Fact]) -> str:
    """The facts as one sentence part, gathered by the element that they are of."""
    gathered: dict[str, list[str]] = {}
    for fact in facts:
        gathered.setdefault(placed_name(snapshot, snapshot[fact.element]), []).append(_statement(fact))
    return "; ".join(f"{name}: {', '.join(dict.fromkeys(said))}" for name, said in gathered.items())


def shown(field: str, value: str | None) -> str:
    """The value of a fact inside a sentence; a word in its place where nobody stated it."""
    if value:
        return value
    return _UNSTATED[field]() if field in _UNSTATED else _("unknown")


def _statement(fact: Fact) -> str:
    derived = _DERIVED.get(fact.field)
    if derived is not None:
        return derived[fact.value == "no"]().format(value=fact.value)
    template = _TRUTHS.get(fact.value, _VALUE)
    return template().format(field=title_of(fact.field), value=value_words(fact.field, fact.value))


def value_words(field: str, value: str) -> str:
    """The value of a fact; one of the options of the model by its name."""
    if value in tuple(Truth):
        return _(value)
    return title_of(value) if (field, value) in _options() else value


@cache
def _options() -> frozenset[tuple[str, str]]:
    """Every field that is one of several options, with each of them."""
    return frozenset(
        (fact.name, str(option.value))
        for kind in KINDS.values()
        for fact in facts_of(kind)
        for option in fact.options
    )
