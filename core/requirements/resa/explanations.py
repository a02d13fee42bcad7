"""What each diagnostic of a ReSA sentence means, how to mend it, and a sentence that would be right."""

from core.ground.words import deferred
from core.requirements.ears.explanation import Explanation, error, warning

EXPLANATIONS: dict[str, Explanation] = {
    "resa-unstructured": warning(
        deferred(
            "From here on the sentence fits no boilerplate of ReSA: it is understood by its clauses alone"
        ),
        deferred("Write one prefix, one system with shall and its actions, and suffixes such as within 5 s."),
        'While ASL:system is in "Active":mode, ASL:system shall hold "set speed":parameter within 200 ms.',
    ),
    "resa-unknown-class": error(
        deferred("“{about}” is no class of the ontology"),
        deferred("Use one of {marked}."),
        'When "brake pedal":inDevice is pressed, BBW:system shall set "brake torque":parameter to 0.',
    ),
    "resa-cannot-act": error(
        deferred("A {about} does nothing by itself, so “shall” cannot be said of it"),
        deferred("Name the system, component, function, device or user that acts."),
        'ABS:system shall sample "wheel speed":parameter every 5 ms.',
    ),
    "resa-untyped-subject": warning(
        deferred("“{about}” has no class, so it is not known what acts"),
        deferred("Write the class behind the name: {marked}"),
        'ABS:system shall sample "wheel speed":parameter every 5 ms.',
        rewritten=False,
    ),
    "resa-class-unfit": warning(
        deferred("{about} is expected here"),
        deferred("Give the noun another class, or say it with another verb."),
        'ASL:system shall enter "Active":mode.',
        rewritten=False,
    ),
    "resa-immeasurable": warning(
        deferred("Nobody can measure “immediately”"),
        deferred("Write within and the longest time allowed."),
        'BBW:system shall set "brake torque":parameter to 0 within 10 ms.',
        rewritten=False,
    ),
}
"""By code, which stays the same for ever."""
