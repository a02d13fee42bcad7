"""What each diagnostic of a sentence means, how to mend it, and a sentence that would be right."""

from collections.abc import Callable
from dataclasses import dataclass

from core.ground.diagnostic import Severity
from core.ground.words import deferred

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words of one code; "{about}" stands for a piece of the sentence.

    `rewritten` says that the sentence itself, set right, is the example where it can be; `instead`
    is what then stands in the place that the diagnostic marks.
    """

    severity: Severity
    message: Words
    hint: Words
    example: str
    rewritten: bool = False
    instead: str = ""


def _error(
    message: Words, hint: Words, example: str, rewritten: bool = False, instead: str = ""
) -> Explanation:
    return Explanation(Severity.ERROR, message, hint, example, rewritten, instead)


def _warning(message: Words, hint: Words, example: str, rewritten: bool = True) -> Explanation:
    return Explanation(Severity.WARNING, message, hint, example, rewritten)


EXPLANATIONS: dict[str, Explanation] = {
    "ears-empty": _error(
        deferred("There is no sentence here"),
        deferred("Write what the system shall do."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-too-long": _error(
        deferred("The text is longer than {about} characters, which is no single requirement"),
        deferred("Split it into sentences that each say one thing."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-character": _error(
        deferred("Character {about} of the text cannot be shown"),
        deferred("Remove it; it often comes from a damaged file."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-no-shall": _error(
        deferred("The sentence has no “shall”, so it demands nothing"),
        deferred("Say who shall do what: the <system> shall <response>."),
        "When the lid is open, the panel shall flash the lamp.",
    ),
    "ears-missing-system": _error(
        deferred("Nothing in front of “shall” says which system is meant"),
        deferred("Name the system in front of “shall”."),
        "The dosing controller shall open the dosing valve.",
    ),
    "ears-denied-system": _error(
        deferred("“{about}” in front of the system forbids something, which is not read there"),
        deferred("Name the system and write “shall not” behind it."),
        "The operator shall not open the valve.",
        rewritten=True,
    ),
    "ears-clause-end": _error(
        deferred("It cannot be told where the clause ends and the name of the system begins"),
        deferred("Put a comma behind the clause."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-empty-phrase": _error(
        deferred("Nothing follows “{about}”"),
        deferred("Say what is meant, or leave the word out."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-unknown-clause": _error(
        deferred("“{about}” is no clause of EARS, so it is not known when the requirement applies"),
        deferred(
            "Begin it with Where (a feature), While (a state), When (an event) or If (something unwanted)."
        ),
        "While the plant is in maintenance mode, the pump controller shall keep the pump stopped.",
    ),
    "ears-only-when": _error(
        deferred(
            "“{about}” forbids the response at all other times, which this sentence does not say as a rule"
        ),
        deferred("State what the system shall not do, and while which state."),
        "While the tank is empty, the pump controller shall not start the pump.",
    ),
    "ears-several-shalls": _error(
        deferred("A second requirement begins here; it is not read"),
        deferred("Make it a requirement of its own: “{about}”"),
        "The dosing controller shall stop the dosing pump.",
        rewritten=True,
    ),
    "ears-several-sentences": _error(
        deferred("This text is no part of the requirement and is not read"),
        deferred("Keep one sentence; put the rest into the rationale or into a requirement of its own."),
        "The dosing controller shall stop the dosing pump.",
        rewritten=True,
    ),
    "ears-several-triggers": _error(
        deferred("A sentence has one When or If; this second one is not read"),
        deferred("Join both with “and” or “or”, say the lasting one as While, or write two requirements."),
        "While the pump runs, when the level is low, the pump controller shall stop the pump.",
    ),
    "ears-clause-choice": _error(
        deferred("“or” leaves open which of the two clauses must hold"),
        deferred("Write a requirement for each clause."),
        "When the level is low, the pump controller shall stop the pump.",
    ),
    "ears-several-bounds": _error(
        deferred("A response has one time bound; this second one is not read"),
        deferred("Write a requirement for each bound."),
        "When the level is high, the operator panel shall sound the horn for 10 s.",
    ),
    "ears-bound-start": _error(
        deferred("The time counts from the When or If of the sentence; “{about}” is read as another instant"),
        deferred("Leave it out if both are the same, or write it behind When in a requirement of its own."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
        rewritten=True,
    ),
    "ears-bound-end": _error(
        deferred("It cannot be told where the time bound ends and the response begins"),
        deferred("Write what the time counts from behind When, and the bound at the end of the sentence."),
        "When the power returns, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-bound-order": _error(
        deferred("The lower end of the range lies above the upper one"),
        deferred("Write the shorter time first: {about}."),
        "The brake shall respond between 5 ms and 15 ms.",
        instead="{about}",
    ),
    "ears-inexact-time": _error(
        deferred("“{about}” is more than one time"),
        deferred("Write one time, or both ends as in “between 1.5 s and 2.5 s”."),
        "The inlet controller shall close the inlet valve between 1.5 s and 2.5 s.",
    ),
    "ears-choice": _error(
        deferred("“or shall” leaves open which of the two is demanded"),
        deferred("Say when each response is demanded, in a requirement of its own."),
        "If the level sensor fails, then the inlet controller shall close the inlet valve.",
    ),
    "ears-missing-unit": _error(
        deferred("“{about}” has no unit of time"),
        deferred("Write ns, us, ms, s, min, h or d behind the number."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
        instead="{about} s",
    ),
    "ears-unknown-unit": _error(
        deferred("“{about}” is no unit of time"),
        deferred("Use ns, us, ms, s, min, h or d; a cycle or tick has no length of its own."),
        "When the flow stops, the pump controller shall stop the pump within 500 ms.",
    ),
    "ears-number": _error(
        deferred("“{about}” is no number that can be kept exactly"),
        deferred("Write digits with a decimal point, such as 0.5."),
        "When the level is high, the inlet controller shall close the inlet valve within 0.5 s.",
    ),
    "ears-decimal-comma": _error(
        deferred("The number has a decimal comma, which elsewhere separates thousands"),
        deferred("Write “{about}”."),
        "When the level is high, the inlet controller shall close the inlet valve within 1.5 s.",
        instead="{about}",
    ),
    "ears-vague-time": _error(
        deferred("“{about}” is no exact time"),
        deferred("Write the number and the unit that can be tested, such as 5 s."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-several-times": _error(
        deferred("“{about}” is no one time: its units do not go from the larger to the smaller"),
        deferred("Write one time, such as 1 h 30 min, or a requirement for each."),
        "When the level is high, the inlet controller shall close the inlet valve within 1 min 30 s.",
    ),
    "ears-loose-time": _warning(
        deferred("“{about}” bounds nothing: it is read as words of the response"),
        deferred("Write within, for, every or after in front of it if it bounds the response."),
        "When the level is high, the operator panel shall sound the horn for 30 s.",
        rewritten=False,
    ),
    "ears-leading-words": _error(
        deferred("“{about}” stands in front of the keyword and is not read"),
        deferred("Begin with the keyword; say how soon behind the response, with within and a time."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
        rewritten=True,
    ),
    "ears-modal": _warning(
        deferred("“{about}” is read as “shall”"),
        deferred("Write shall where it binds; leave should and will to remarks."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-missing-then": _warning(
        deferred("This If has no “then”"),
        deferred("Write then in front of the system, or When if the trigger is nothing unwanted."),
        "If the level sensor fails, then the inlet controller shall close the inlet valve.",
    ),
    "ears-stray-then": _warning(
        deferred("“then” belongs to If"),
        deferred("Leave it out, or write If where the trigger is something unwanted."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-late-clause": _warning(
        deferred("This is read as if it stood at the front with {about}, where EARS has it"),
        deferred("Put it to the front, where it says clearly what it applies to."),
        "When the emergency stop is pressed, the pump controller shall stop the pump.",
    ),
    "ears-clause-order": _warning(
        deferred("EARS has this earlier in the sentence"),
        deferred("Write Where, then While, then When or If, then the system."),
        "While the pump runs, when the level is low, the pump controller shall stop the pump.",
    ),
    "ears-missing-comma": _warning(
        deferred("The clause is read to end here, where a comma is missing"),
        deferred("Put a comma behind the clause."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-keyword": _warning(
        deferred("This is read as {about}"),
        deferred("Write {about}, which EARS has for this."),
        "While the filter is washed, the filter controller shall keep the outlet valve closed.",
    ),
    "ears-unless": _warning(
        deferred("EARS has no unless; it is read as While not"),
        deferred("Write While and the state in which the requirement applies."),
        "While not the operator has confirmed, the pump controller shall keep the pump stopped.",
    ),
    "ears-both-triggers": _warning(
        deferred("The sentence has both a When and an If"),
        deferred("Keep the one that happens at an instant, and say the other as While."),
        "While the sensor is invalid, when the level is read, the inlet controller shall raise an alarm.",
        rewritten=False,
    ),
    "ears-early-bound": _warning(
        deferred("The time bound stands in front of the system"),
        deferred("Put it to the end of the sentence."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-inner-bound": _warning(
        deferred("The time bound stands inside the response"),
        deferred("Put it to the end of the sentence."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-repeated-shall": _warning(
        deferred("The sentence holds more than one requirement"),
        deferred("Write one for each: {about}"),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-unmeasurable": _warning(
        deferred("Nobody can measure “{about}”"),
        deferred("Say within what time."),
        "When the emergency stop is pressed, the pump controller shall stop the pump within 200 ms.",
        rewritten=False,
    ),
    "ears-heading": _warning(
        deferred("This is read as a heading and not as part of the requirement"),
        deferred("Leave it out, or name the system with it."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-note": _warning(
        deferred("This is read as a cross reference and not as part of the requirement"),
        deferred("Keep it as source or note of the requirement."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-list": _warning(
        deferred("A list stands for several requirements, which are read as one"),
        deferred("Write one requirement for each entry."),
        "The operator panel shall show the chlorine level.",
        rewritten=False,
    ),
    "ears-shared-bound": Explanation(
        Severity.INFO,
        deferred("The time bound is read to bind all responses in front of it"),
        deferred("Write a requirement for each response if it binds the last one alone: {about}"),
        "When the level is high, the inlet controller shall sound the horn within 5 s.",
        rewritten=True,
    ),
}
"""By code, which stays the same for ever."""
