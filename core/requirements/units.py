"""What the units of requirements measure."""

from collections.abc import Callable

from core.ground.words import deferred
from core.requirements.ears.times import UNITS

_MEASURED: tuple[tuple[Callable[[], str], str], ...] = (
    (deferred("time"), "week weeks month months year years"),
    (deferred("speed"), "km/h mph m/s"),
    (deferred("speed of rotation"), "rpm"),
    (deferred("voltage"), "V mV kV"),
    (deferred("electric current"), "A mA"),
    (deferred("power"), "W kW MW"),
    (deferred("pressure"), "bar mbar kPa Pa"),
    (deferred("force"), "N kN"),
    (deferred("torque"), "Nm N·m"),
    (deferred("illuminance"), "lx"),
    (deferred("level of sound"), "dB"),
    (deferred("frequency"), "Hz kHz MHz GHz"),
    (deferred("a share"), "% percent ppm"),
    (deferred("temperature"), "°C K"),
    (deferred("an angle"), "°"),
    (deferred("length"), "m mm cm km"),
    (deferred("mass"), "kg g mg"),
    (deferred("volume"), "l ml m3 m³"),
    (deferred("rate of flow"), "l/s l/min m3/h m³/h"),
    (deferred("turbidity"), "NTU"),
    (deferred("concentration"), "mg/l"),
    (deferred("an amount of data"), "bit bits byte bytes kB MB GB"),
    (deferred("a rate of data"), "bit/s kbit/s Mbit/s Gbit/s"),
    (deferred("a count"), "tick ticks cycle cycles times"),
)
_BY_UNIT = {unit: said for said, units in _MEASURED for unit in units.split()} | dict.fromkeys(
    UNITS, _MEASURED[0][0]
)
_BY_ANY_CASE = {unit.casefold(): said for unit, said in reversed(_BY_UNIT.items())}


def measured(unit: str) -> str:
    """What the unit measures, in a word; empty for one that is not known."""
    said = _BY_UNIT.get(unit) or _BY_ANY_CASE.get(unit.casefold())
    return said() if said else ""
