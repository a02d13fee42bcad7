"""Names of files can be held by every system, and no two are the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.file_names import file_name

DEVICES = ["con", "PRN", "Aux", "nul", "com1", "LPT9", "com¹"]


@pytest.mark.parametrize("device", DEVICES)
def test_no_file_has_the_name_of_a_device(device):
    assert file_name(device, "svg") == f"{device}-.svg"
    assert file_name(f"{device}.old", "svg") == f"{device}-.old.svg"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Plant: all", "Plant-all.svg"),
        ("Plant/all", "Plant-all.svg"),
        ("ends...", "ends.svg"),
        ("../../etc", "etc.svg"),
        ("", "unnamed.svg"),
        ("console", "console.svg"),
        ("Prüfstand 2", "Prüfstand-2.svg"),
    ],
)
def test_what_a_name_can_hold_stays(name, expected):
    assert file_name(name, "svg") == expected


def test_names_that_differ_by_case_alone_are_the_same():
    assert file_name("PLANT", "svg", ["plant.svg", "Plant-2.svg"]) == "PLANT-3.svg"


@given(st.text(max_size=300))
def test_every_name_gives_one_that_every_system_holds(name):
    found = file_name(name, "svg")
    assert re.fullmatch(r"[\w.-]+\.svg", found)
    assert len(found.encode()) < 255
    assert not found.startswith((".", "-"))
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", found, re.IGNORECASE)
    assert file_name(found.removesuffix(".svg"), "svg") == found
