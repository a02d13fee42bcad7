"""What a typed name may become: read with its kind word, ranked by what connects and by earlier use."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram.forms import form_of, forms_of
from core.diagram.habits import habits_of
from core.diagram.nouns import form_named, in_capitals
from core.diagram.offers import Becomes, Offers
from core.diagram.reading import readings
from core.ground.identity import counted_ids
from core.ground.words import catalogue_of, speaking
from core.model import (
    KINDS,
    Bus,
    Component,
    Connector,
    DataStore,
    Device,
    DiagramType,
    Direction,
    Editor,
    Node,
    Port,
    Role,
    Snapshot,
    Zone,
)
from core.model.joining import can_join, can_start, kinds_joined

WORDS = (
    "zone",
    "Zone",
    "Sensor",
    "sensor",
    "ECU",
    "plc",
    "Gateway",
    "store",
    "in",
    "note",
    "Level",
    "2",
    "fusion",
)

SYSTEM, HARDWARE = DiagramType.SYSTEM, DiagramType.HARDWARE


def read(typed, diagram=HARDWARE, hosts=()):
    return [
        (one.form.kind, dict(one.form.facts), one.name) for one in readings(typed, forms_of(diagram, hosts))
    ]


def test_a_kind_word_before_or_after_the_name_says_what_it_is():
    plc = ("node", {"device": Device.PLC})
    assert read("PLC Level controller")[0] == (*plc, "Level controller")
    assert read("plc level")[0] == (*plc, "level")
    assert read("level PLC")[:2] == [(*plc, "level PLC"), (*plc, "level")]
    assert read("data store Archive", SYSTEM)[0] == ("data store", {}, "Archive")


def test_a_word_that_ends_many_names_stays_in_the_name():
    sensor = ("component", {"role": Role.SENSOR})
    assert read("Level sensor", SYSTEM)[:2] == [(*sensor, "Level sensor"), (*sensor, "Level")]


@pytest.mark.parametrize(
    ("typed", "diagram", "title", "name"),
    [
        ("Safety monitor", SYSTEM, "Component", "Safety monitor"),
        ("Sensor fusion", SYSTEM, "Component", "Sensor fusion"),
        ("Store manager", SYSTEM, "Component", "Store manager"),
        ("Database server", SYSTEM, "Service", "Database server"),
        ("Parts store", SYSTEM, "Data store", "Parts store"),
        ("Safety PLC", SYSTEM, "Controller", "Safety PLC"),
        ("External flash", SYSTEM, "Component", "External flash"),
        ("component Controller", SYSTEM, "Component", "Controller"),
        ("Gateway ECU", HARDWARE, "ECU", "Gateway ECU"),
        ("Camera ECU", HARDWARE, "ECU", "Camera ECU"),
        ("Controller board", HARDWARE, "Board", "Controller board"),
        ("Zone ECU", HARDWARE, "ECU", "Zone ECU"),
        ("zone ECU", HARDWARE, "Zone", "ECU"),
        ("ECU Central gateway", HARDWARE, "ECU", "Central gateway"),
        ("ECU", HARDWARE, "ECU", "ECU"),
        ("zone", HARDWARE, "Zone", ""),
        ("sensor Level 1", HARDWARE, "Sensor", "Level 1"),
    ],
)
def test_the_whole_is_the_name_unless_a_kind_is_said_beside_it(edit, typed, diagram, title, name):
    first = Offers(edit.snapshot, diagram, {}).of(typed)[0]
    assert (first.form.title, first.name) == (title, name)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_the_whole_of_what_is_typed_is_always_offered_as_a_name(words):
    typed = " ".join(words)
    for diagram in (SYSTEM, HARDWARE):
        offers = Offers(Snapshot(), diagram, {}).of(typed)
        names = {one.name for one in offers}
        # The word of a kind alone is an element that is still to be named.
        assert in_capitals(diagram, typed) in names or (len(words) == 1 and "" in names)
        assert len({(one.form, one.name) for one in offers}) == len(offers)


@pytest.mark.parametrize(
    ("typed", "title", "name"),
    [
        ("USB service", "USB port", "USB service"),
        ("Debug header", "Debug port", "Debug header"),
        ("Debug port header", "Debug port", "header"),
        ("Ethernet A", "Ethernet port", "Ethernet A"),
        ("service USB", "USB port", "service USB"),
        ("JTAG debug", "Debug port", "JTAG debug"),
        ("Ethernet switch", "Switch", "Ethernet switch"),
        ("Serial gateway", "Gateway", "Serial gateway"),
        ("Radio bus", "Bus", "Radio bus"),
    ],
)
def test_a_name_on_a_device_that_begins_like_an_interface_is_one(typed, title, name):
    first = readings(typed, forms_of(HARDWARE, (Node.kind,)))[0]
    assert (first.form.title, first.name) == (title, name)


def test_what_a_name_ends_like_comes_second_where_it_begins_like_an_interface(edit):
    device = edit.new(Node, name="PLC 9")
    offers = Offers(edit.snapshot, HARDWARE, {}, source=device, host=device).of("USB hub")
    assert [(one.name, one.form.title) for one in offers[:2]] == [
        ("USB hub", "USB port"),
        ("USB hub", "Switch"),
    ]


@pytest.mark.parametrize("diagram", [SYSTEM, HARDWARE])
def test_a_kind_said_before_a_name_that_ends_with_it_is_no_part_of_the_name(diagram):
    for form in forms_of(diagram, (Node.kind, Component.kind)):
        for before, after in product((word() for word in form.words), repeat=2):
            name = f"Pressure {after}"
            first = readings(f"{before} {name}", forms_of(diagram, (Node.kind, Component.kind)))[0]
            assert (first.form.kind, first.name) in ((form.kind, name), (form.kind, "Pressure")), (
                before,
                after,
            )


@pytest.mark.parametrize("diagram", [SYSTEM, HARDWARE])
def test_the_words_of_a_kind_are_read_first_or_last(diagram):
    hosts = (Node.kind, Component.kind)
    for form in forms_of(diagram, hosts):
        for word in (word() for word in form.words):
            for typed in (f"{word} Pressure", f"Pressure {word}"):
                assert form in [one.form for one in readings(typed, forms_of(diagram, hosts))[:3]], typed


def test_a_name_is_never_a_number_alone():
    assert read("PLC 01") == [("node", {"device": Device.PLC}, "PLC 01")]


def test_a_port_says_its_direction_where_something_can_own_it():
    assert read("in dose set point", SYSTEM, ("component",))[0] == (
        "port",
        {"direction": Direction.IN},
        "dose set point",
    )
    assert read("in dose set point", SYSTEM) == []


def test_the_longest_kind_word_comes_first():
    found = read("safety controller North")
    assert found[0] == ("node", {"device": Device.SAFETY_PLC}, "North")


@pytest.fixture
def edit():
    return Editor(Snapshot(), counted_ids())


def titles(offers):
    return [one.form.title if one.form is not None else one.becomes.value for one in offers]


def test_without_a_source_all_kinds_are_offered_and_with_one_those_that_connect(edit):
    zone = edit.new(Zone, name="Cell")
    panel = edit.new(Component, name="Panel", zone=zone.id)
    free = Offers(edit.snapshot, SYSTEM, {})
    assert "Zone" in titles(free.of("x"))
    joined = Offers(edit.snapshot, SYSTEM, {}, source=panel)
    assert "Zone" not in titles(joined.of("x"))
    assert titles(joined.of("x"))[0] == "Component"


def test_what_lines_led_to_before_comes_first(edit):
    for number in range(3):
        source = edit.new(Component, name=f"Controller {number}", role=Role.CONTROLLER)
        store = edit.new(DataStore, name=f"Log {number}")
        edit.new(Connector, source=source.id, target=store.id)
    one = edit.snapshot.of(Component)[0]
    assert titles(Offers(edit.snapshot, SYSTEM, {}, source=one).of("new"))[0] == "Data store"
    assert habits_of(edit.snapshot, SYSTEM, one).joined[form_of(SYSTEM, edit.snapshot.of(DataStore)[0])] == 3


def test_beside_a_shape_what_lines_led_to_from_such_ones_comes_first_and_a_zone_after_what_was_made(edit):
    for number in range(9):
        edit.new(Zone, name=f"Cell {number}")
    for number in range(2):
        source = edit.new(Component, name=f"Controller {number}", role=Role.CONTROLLER)
        store = edit.new(DataStore, name=f"Log {number}")
        edit.new(Connector, source=source.id, target=store.id)
    edit.new(Component, name="Alone")
    one = edit.snapshot.of(Component)[0]
    assert titles(Offers(edit.snapshot, SYSTEM, {}).of("new"))[:2] == ["Component", "Zone"]
    beside = titles(Offers(edit.snapshot, SYSTEM, {}, among=one).of("new"))
    assert beside[0] == "Data store"
    assert beside.index("Zone") > beside.index("Controller")


def test_what_was_made_often_comes_before_what_was_not(edit):
    for number in range(4):
        edit.new(Node, name=f"S {number}", device=Device.SENSOR)
    edit.new(Bus, name="Field bus")
    assert titles(Offers(edit.snapshot, HARDWARE, {}).of(""))[:2] == ["Sensor", "Bus"]


def test_a_name_without_a_noun_is_that_of_something_plain_whatever_was_made_or_joined_most(edit):
    controllers = [edit.new(Component, name=f"C {n}", role=Role.CONTROLLER) for n in range(5)]
    for one in controllers[1:]:
        edit.new(Connector, source=controllers[0].id, target=one.id)
    for source in (None, controllers[0]):
        offers = Offers(edit.snapshot, SYSTEM, {}, source=source)
        assert titles(offers.of("Quorum"))[:2] == ["Component", "Controller"]
        assert titles(offers.of(""))[0] == "Controller"


def test_elements_not_drawn_here_are_offered_and_the_exact_name_first(edit):
    known = edit.new(Component, name="Level controller")
    offers = Offers(edit.snapshot, SYSTEM, {})
    assert [one.element for one in offers.of("lvlc") if one.becomes is Becomes.DRAWN] == [known]
    assert offers.of("controller")[0].becomes is Becomes.NEW
    assert offers.of("level controller")[0].element == known
    assert offers.same_name("LEVEL  controller") == known


def test_a_name_that_is_clearly_begun_leads_before_anything_new(edit):
    historian = edit.new(Component, name="Historian")
    controller = edit.new(Component, name="Dosing controller")
    drawn = {controller.id: 0.0, historian.id: 300.0}
    first = Offers(edit.snapshot, SYSTEM, {controller.id: 0.0}).of("hist")[0]
    assert (first.becomes, first.element) == (Becomes.DRAWN, historian)
    for typed in ("h", "Hist", "historia"):
        joined = Offers(edit.snapshot, SYSTEM, drawn, source=controller).of(typed)[0]
        assert (joined.becomes, joined.element) == (Becomes.JOINED, historian)
    assert Offers(edit.snapshot, SYSTEM, drawn).of("hist")[0].becomes is Becomes.NEW


def test_a_whole_word_of_a_name_is_the_name_of_something_new(edit):
    edit.new(Component, name="Dosing pump")
    offers = Offers(edit.snapshot, SYSTEM, {})
    assert offers.of("Dosing")[0].becomes is Becomes.NEW
    assert offers.of("Dosing p")[0].becomes is Becomes.DRAWN


def test_elements_drawn_here_are_joined_with_a_source_and_else_gone_to_the_nearest_first(edit):
    far, near = edit.new(Component, name="Pump far"), edit.new(Component, name="Pump near")
    source = edit.new(Component, name="Controller")
    drawn = {far.id: 900.0, near.id: 40.0, source.id: 0.0}
    joined = Offers(edit.snapshot, SYSTEM, drawn, source=source).known("pump")
    assert [(one.becomes, one.element) for one in joined] == [
        (Becomes.JOINED, near),
        (Becomes.JOINED, far),
    ]
    assert Offers(edit.snapshot, SYSTEM, drawn).known("pump")[0].becomes is Becomes.SHOWN


def test_ports_that_are_called_alike_are_offered_with_their_owners_and_found_by_either(edit):
    plc, pump = edit.new(Component, name="PLC"), edit.new(Component, name="Pump")
    ports = {host.name: edit.new(Port, owner=host.id, name="eth0") for host in (plc, pump)}
    start = edit.new(Port, owner=edit.new(Component, name="Server").id, name="uplink")
    drawn = {port.id: 1.0 for port in (*ports.values(), start)}
    offers = Offers(edit.snapshot, SYSTEM, drawn, source=start)
    assert {one.title for one in offers.known("eth0")} == {"PLC · eth0", "Pump · eth0"}
    for typed in ("pump eth0", "eth0 pump", "Pump · eth0"):
        (found,) = offers.known(typed)
        assert (found.element, found.title) == (ports["Pump"], "Pump · eth0")
        assert offers.of("Pump · eth0")[0] == offers.known("Pump · eth0")[0]
    (found,) = offers.known("pump eth0")
    assert [found.title[start : start + length] for start, length in found.spans] == ["Pump", "eth0"]


def test_a_sibling_is_likeliest_of_the_same_form(edit):
    sensor = edit.new(Component, name="LT 201", role=Role.SENSOR)
    edit.new(DataStore, name="Log")
    offers = Offers(edit.snapshot, SYSTEM, {}, like=form_of(SYSTEM, sensor))
    assert offers.of("LT 202")[0].form == form_of(SYSTEM, sensor)


@pytest.mark.parametrize("typed", ["Mixer pump", "mixer PUMP 2", "Pump"])
def test_what_is_named_as_others_are_is_likeliest_to_be_what_they_are(edit, typed):
    pump = edit.new(Component, name="Dosing pump", role=Role.ACTUATOR)
    sensor = edit.new(Component, name="LT 201", role=Role.SENSOR)
    offers = Offers(edit.snapshot, SYSTEM, {}, like=form_of(SYSTEM, sensor))
    first = next(one for one in offers.of(typed) if one.becomes is Becomes.NEW)
    assert first.form == form_of(SYSTEM, pump)
    other = next(one for one in offers.of("LT 202") if one.becomes is Becomes.NEW)
    assert other.form == form_of(SYSTEM, sensor)


@pytest.mark.parametrize(
    ("typed", "diagram", "title"),
    [
        ("Air detector", SYSTEM, "Sensor"),
        ("Feed pumps", SYSTEM, "Actuator"),
        ("Mixer pump 2", HARDWARE, "Actuator"),
        ("Night nurse", SYSTEM, "Actor"),
        ("Drug library", SYSTEM, "Data store"),
        ("Core switch", HARDWARE, "Switch"),
        ("Dosierpumpe", SYSTEM, "Actuator"),
        ("Pompe doseuse", SYSTEM, "Actuator"),
        ("Profibus", HARDWARE, "Bus"),
        ("Jump host", SYSTEM, "Gateway"),
        ("Jump hosts", HARDWARE, "Gateway"),
        ("Historian", SYSTEM, "Data store"),
        ("Historian", HARDWARE, "Server"),
        ("Engineering workstation", SYSTEM, "Engineering"),
        ("Engineering station 2", HARDWARE, "Workstation"),
        ("Operator station", SYSTEM, "Operator interface"),
        ("SCADA", SYSTEM, "Operator interface"),
    ],
)
def test_a_noun_of_engineering_says_what_a_name_is_likely_to_name(edit, typed, diagram, title):
    for number in range(4):
        edit.new(Component, name=f"C {number}", role=Role.CONTROLLER)
        edit.new(Node, name=f"P {number}", device=Device.PLC)
    assert titles(Offers(edit.snapshot, diagram, {}).of(typed))[0] == title


def test_what_a_project_calls_things_counts_before_what_a_noun_usually_names(edit):
    edit.new(DataStore, name="Message pump")
    sibling = form_of(SYSTEM, edit.new(Component, name="LT 201", role=Role.SENSOR))
    offers = Offers(edit.snapshot, SYSTEM, {}, like=sibling)
    assert titles(offers.of("Mail pump"))[0] == "Data store"
    assert titles(offers.of("Night nurse"))[0] == "Actor"
    assert titles(offers.of("LT 202"))[0] == "Sensor"


def test_a_name_without_a_known_noun_stands_for_no_form():
    assert form_named(SYSTEM, "Level 7") is form_named(SYSTEM, "") is form_named(SYSTEM, "Thing") is None
    assert form_named(DiagramType.BEHAVIOUR, "Feed pump") is None


def test_every_form_is_that_of_what_it_makes():
    for diagram in DiagramType:
        for form in forms_of(diagram, KINDS):
            assert form_of(diagram, form.blank()) == form


def test_what_can_be_joined_is_what_kinds_say():
    blanks = [
        kind(id=name) for name, kind in KINDS.items() if kind not in (Connector,) and can_start_alone(kind)
    ]
    for source in blanks:
        assert can_start(source)
        for target in blanks:
            if can_join(source, target):
                assert target.kind in kinds_joined(source.kind)


def can_start_alone(kind):
    try:
        return can_start(kind(id="x"))
    except TypeError:
        return False


def test_a_port_leads_to_what_its_owner_can_lead_to_but_not_to_its_owner(edit):
    owner = edit.new(Component, name="A")
    port, other = edit.new(Port, owner=owner.id, name="out"), edit.new(Component, name="B")
    assert can_join(port, other)
    assert not can_join(port, owner)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        *(
            ("plc level", "Controller"),
            ("PLC north", "Controller"),
            ("HMI Supervision", "Operator interface"),
        ),
        *(("operator Anna", "Actor"), ("pump controller", "Controller")),
    ],
)
def test_a_word_ahead_that_can_be_no_part_of_a_name_says_what_it_is_whatever_was_made_before(typed, title):
    ids = counted_ids()
    zones = [Zone(id=ids(), name=name) for name in ("Field level", "North", "Supervision", "Anna")]
    offers = Offers(Snapshot(zones), DiagramType.SYSTEM, {})
    first = next(one for one in offers.of(typed) if one.becomes is Becomes.NEW)
    assert (first.form.title, first.name) == (title, typed.replace("plc", "PLC"))


@pytest.mark.parametrize("tongue", ["en", "de", "fr"])
@pytest.mark.parametrize(
    ("typed", "role", "name"),
    [
        ("Level sensor", Role.SENSOR, "Level sensor"),
        ("plc level", Role.CONTROLLER, "PLC level"),
        ("level plc", Role.CONTROLLER, "level PLC"),
        ("PLC Level", Role.CONTROLLER, "PLC Level"),
        ("sps Pegel", Role.CONTROLLER, "SPS Pegel"),
        ("Füllstandssensor", Role.SENSOR, "Füllstandssensor"),
        ("Capteur de niveau", Role.SENSOR, "Capteur de niveau"),
        ("pH meter", Role.SENSOR, "pH meter"),
        ("Dosing", Role.GENERAL, "Dosing"),
        ("Historian", Role.GENERAL, "Historian"),
    ],
)
def test_a_tool_reads_a_name_as_typing_does_in_every_language(tongue, typed, role, name):
    with speaking(catalogue_of(tongue)):
        offers = Offers(Snapshot(), SYSTEM, {})
        read_name, form = offers.read_as("component", typed)
        assert (read_name, form.blank().role) == (name, role)
        first = offers.of(typed)[0]
        assert first.form.kind != "component" or first.form == form


def test_a_tool_for_a_kind_makes_that_kind_whatever_the_name_says():
    offers = Offers(Snapshot(), HARDWARE, {})
    for kind in ("node", "bus", "zone"):
        for typed in ("Field bus", "Historian", "Level sensor", "dmz", "PLC 01"):
            name, form = offers.read_as(kind, typed)
            assert (name.casefold(), form.kind) == (typed.casefold(), kind)


@given(st.text(st.sampled_from("plchmi PLC-é1ß"), max_size=20))
def test_only_the_cases_of_abbreviations_are_changed(name):
    said = in_capitals(SYSTEM, name)
    assert said.casefold() == name.casefold()
    assert in_capitals(SYSTEM, said) == said
