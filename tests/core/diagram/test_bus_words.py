"""What stands after the name of a bus."""

from core.diagram.kind_words import bus_words
from core.model import Bus, Medium


def test_a_bus_of_which_nobody_said_what_it_is_made_of_is_not_called_ethernet():
    assert bus_words(Bus(id="1")) == "Unknown"
    assert bus_words(Bus(id="1", medium=Medium.ETHERNET, protocol="PROFINET")) == "Ethernet, PROFINET"
