"""Which requirements of a project are written in which of its own boilerplates."""

from core.model import Boilerplate, Id, Requirement, Snapshot


def in_use(snapshot: Snapshot) -> dict[Id, tuple[Id, ...]]:
    """For each boilerplate the requirements that are understood by it, in the order of the model."""
    from core.requirements.boilerplates import in_shape
    from core.requirements.sentence import parse

    own = snapshot.of(Boilerplate)
    found: dict[Id, list[Id]] = {one.id: [] for one in own}
    for requirement in snapshot.of(Requirement):
        # Most sentences are in no shape, and to see that takes less than to understand them.
        fits = next((one for one in own if in_shape(requirement.text, one) is not None), None)
        if fits is not None and parse(requirement.text, own).boilerplate:
            found[fits.id].append(requirement.id)
    return {one: tuple(several) for one, several in found.items()}
