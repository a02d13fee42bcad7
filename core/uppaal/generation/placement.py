"""Where the locations of a template stand and how its edges run, so that a person can read it.

Where the model's own drawing has the locations, they stand as there, drawn larger until nothing hides
anything; otherwise in layers (`layering`).
"""

from collections.abc import Mapping
from dataclasses import replace

from core.uppaal.document import Place, Template
from core.uppaal.generation.freehand import drawn_alike
from core.uppaal.generation.labelling import LINE, block, stacked, text_width
from core.uppaal.generation.layering import RADIUS, Layers, layered, nails, ports

_MARGIN = 8


def placed(template: Template, drawn: Mapping[str, Place] | None = None) -> Template:
    """The template with a place for everything in it.

    `drawn` gives the place of each location by its id, as the model's diagram has it; without it,
    or where it leaves a location out, or where it is too narrow to be read, the locations are layered.
    """
    if drawn is not None and all(location.id in drawn for location in template.locations):
        alike = drawn_alike(template, drawn)
        if alike is not None:
            return alike
    return _in_layers(template)


def _in_layers(template: Template) -> Template:
    layers = layered(template)
    rows = {row.location: row for layer in layers.rows.values() for row in layer if row.location}
    locations = []
    for location in template.locations:
        row = rows[location.id]
        left, right = layers.sides[row.layer]
        middle, level = (left + right) // 2, round(row.level)
        below = level + RADIUS + _MARGIN // 2
        width = max((text_width(label.text) for label in location.labels), default=0)
        locations.append(
            replace(
                location,
                place=Place(middle, level),
                name_place=Place(middle - text_width(location.name) // 2, level - RADIUS - LINE - 2),
                labels=stacked(location.labels, Place(middle - width // 2, below)),
            )
        )
    heights = ports(layers)
    transitions = tuple(
        replace(
            edge,
            nails=nails(layers, index, heights),
            labels=stacked(edge.labels, _beginning(layers, index, block(edge).height)),
        )
        for index, edge in enumerate(template.transitions)
    )
    return replace(template, locations=tuple(locations), transitions=transitions)


def _beginning(layers: Layers, index: int, height: int) -> Place:
    """Where the texts of an edge begin: on its line, or inside its turn."""
    row = layers.ways[index][1]
    left, _right = layers.sides[row.layer]
    level = round(row.level)
    top = level - height // 2 if row.turns else level - height - 2
    return Place(left + _MARGIN, top)
