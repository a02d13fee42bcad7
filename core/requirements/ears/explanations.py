"""What each diagnostic of a sentence means, how to mend it, and a sentence that would be right."""

from core.ground.words import deferred
from core.requirements.ears.bound_explanations import BOUND_EXPLANATIONS
from core.requirements.ears.explanation import Explanation, error, warning

EXPLANATIONS: dict[str, Explanation] = {
    **BOUND_EXPLANATIONS,
    "ears-empty": error(
        deferred("There is no sentence here"),
        deferred("Write what the system shall do."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-too-long": error(
        deferred("The text is longer than {about} characters, which is no single requirement"),
        deferred("Split it into sentences that each say one thing."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-character": error(
        deferred("Character {about} of the text cannot be shown"),
        deferred("Remove it; it often comes from a damaged file."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-no-shall": error(
        deferred("The sentence has no “shall”, so it demands nothing"),
        deferred("Say who shall do what: the <system> shall <response>."),
        "When the lid is open, the panel shall flash the lamp.",
    ),
    "ears-missing-system": error(
        deferred("Nothing in front of “shall” says which system is meant"),
        deferred("Name the system in front of “shall”."),
        "The dosing controller shall open the dosing valve.",
    ),
    "ears-denied-system": error(
        deferred("“{about}” in front of the system forbids something, which is not read there"),
        deferred("Name the system and write “shall not” behind it."),
        "The operator shall not open the valve.",
        rewritten=True,
    ),
    "ears-clause-end": error(
        deferred("It cannot be told where the clause ends and the name of the system begins"),
        deferred("Put a comma behind the clause."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-empty-phrase": error(
        deferred("Nothing follows “{about}”"),
        deferred("Say what is meant, or leave the word out."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-unknown-clause": error(
        deferred("“{about}” is no clause of EARS, so it is not known when the requirement applies"),
        deferred(
            "Begin it with Where (a feature), While (a state), When (an event) or If (something unwanted)."
        ),
        "While the plant is in maintenance mode, the pump controller shall keep the pump stopped.",
    ),
    "ears-only-when": error(
        deferred(
            "“{about}” forbids the response at all other times, which this sentence does not say as a rule"
        ),
        deferred("State what the system shall not do, and while which state."),
        "While the tank is empty, the pump controller shall not start the pump.",
    ),
    "ears-only-if": error(
        deferred("“{marked}” demands the response and forbids it at all other times, which are two demands"),
        deferred("Write two requirements: {about}"),
        "While not the tank is full, the pump controller shall not stop the pump.",
    ),
    "ears-several-shalls": error(
        deferred("A second requirement begins here; it is not read"),
        deferred("Make it a requirement of its own: “{about}”"),
        "The dosing controller shall stop the dosing pump.",
        rewritten=True,
    ),
    "ears-several-sentences": error(
        deferred("This text is no part of the requirement and is not read"),
        deferred("Keep one sentence; put the rest into the rationale or into a requirement of its own."),
        "The dosing controller shall stop the dosing pump.",
        rewritten=True,
    ),
    "ears-several-triggers": error(
        deferred("A sentence has one When or If; this second one is not read"),
        deferred("Join both with “and” or “or”, say the lasting one as While, or write two requirements."),
        "While the pump runs, when the level is low, the pump controller shall stop the pump.",
    ),
    "ears-clause-choice": error(
        deferred("“or” leaves open which of the two clauses must hold"),
        deferred("Write a requirement for each clause."),
        "When the level is low, the pump controller shall stop the pump.",
    ),
    "ears-choice": error(
        deferred("“or shall” leaves open which of the two is demanded"),
        deferred("Say when each response is demanded, in a requirement of its own."),
        "If the level sensor fails, then the inlet controller shall close the inlet valve.",
    ),
    "ears-leading-words": error(
        deferred("“{about}” stands in front of the keyword and is not read"),
        deferred("Begin with the keyword; say how soon behind the response, with within and a time."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
        rewritten=True,
    ),
    "ears-modal": warning(
        deferred("“{about}” is read as “shall”"),
        deferred("Write shall where it binds; leave should and will to remarks."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-missing-then": warning(
        deferred("This If has no “then”"),
        deferred("Write then in front of the system, or When if the trigger is nothing unwanted."),
        "If the level sensor fails, then the inlet controller shall close the inlet valve.",
    ),
    "ears-stray-then": warning(
        deferred("“then” belongs to If"),
        deferred("Leave it out, or write If where the trigger is something unwanted."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-late-clause": warning(
        deferred("This is read as if it stood at the front with {about}, where EARS has it"),
        deferred("Put it to the front, where it says clearly what it applies to."),
        "When the emergency stop is pressed, the pump controller shall stop the pump.",
    ),
    "ears-clause-reach": warning(
        deferred(
            "“{marked}” is read to lead all that is demanded here; it may be meant for what it stands behind"
        ),
        deferred("Write which of these is meant: {about}"),
        "When the emergency stop is pressed, the pump controller shall stop the pump and close the valve.",
    ),
    "ears-clause-order": warning(
        deferred("EARS has this earlier in the sentence"),
        deferred("Write Where, then While, then When or If, then the system."),
        "While the pump runs, when the level is low, the pump controller shall stop the pump.",
    ),
    "ears-missing-comma": warning(
        deferred("The clause is read to end here, where a comma is missing"),
        deferred("Put a comma behind the clause."),
        "When the start button is pressed, the pump controller shall start the pump.",
    ),
    "ears-keyword": warning(
        deferred("This is read as {about}"),
        deferred("Write {about}, which EARS has for this."),
        "While the filter is washed, the filter controller shall keep the outlet valve closed.",
    ),
    "ears-unless": warning(
        deferred("EARS has no unless; it is read as While not"),
        deferred("Write While and the state in which the requirement applies."),
        "While not the operator has confirmed, the pump controller shall keep the pump stopped.",
    ),
    "ears-both-triggers": warning(
        deferred("The sentence has both a When and an If"),
        deferred("Keep the one that happens at an instant, and say the other as While."),
        "While the sensor is invalid, when the level is read, the inlet controller shall raise an alarm.",
        rewritten=False,
    ),
    "ears-repeated-shall": warning(
        deferred("The sentence holds more than one requirement"),
        deferred("Write one for each: {about}"),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-heading": warning(
        deferred("This is read as a heading and not as part of the requirement"),
        deferred("Leave it out, or name the system with it."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-note": warning(
        deferred("This is read as a cross reference and not as part of the requirement"),
        deferred("Keep it as source or note of the requirement."),
        "The dosing controller shall stop the dosing pump.",
    ),
    "ears-list": warning(
        deferred("A list stands for several requirements, which are read as one"),
        deferred("Write one requirement for each entry."),
        "The operator panel shall show the chlorine level.",
        rewritten=False,
    ),
    "ears-list-clause": error(
        deferred("In a list it cannot be told where a clause ends, and whether it is of its entry or of all"),
        deferred("Write one requirement for each entry, with its own When, While or If."),
        "When the tank is full, the inlet controller shall close the inlet valve.",
    ),
    "ears-otherwise": error(
        deferred("“{about}” demands something for all other cases, which is not read"),
        deferred("Write a requirement of its own for the other case, with its own When, While or If."),
        "While not the level is high, the operator panel shall show the level.",
    ),
    "ears-not-but": error(
        deferred("“{about}” behind “shall not” makes it unclear what is forbidden and what is demanded"),
        deferred("Write one requirement for what shall be done and one for what shall not."),
        "The operator panel shall record the alarm and shall sound the horn.",
    ),
    "ears-denied-response": error(
        deferred("“{about}” forbids the response, which is not read there"),
        deferred("Write “shall not” in front of what is forbidden."),
        "The inlet controller shall not open the inlet valve.",
        rewritten=True,
    ),
    "ears-denied-joint": warning(
        deferred(
            "“shall not” in front of “and” can forbid each or only both together, or demand the second; "
            "it is read as one phrase, and not divided"
        ),
        deferred("Write which of these is meant: {about}"),
        "The inlet controller shall not open the inlet valve and shall not stop the pump.",
    ),
    "ears-mixed-joints": warning(
        deferred("“and” and “or” stand side by side: in a condition “and” is read to bind closer"),
        deferred("Write what belongs together with “both”, or as requirements of their own{about}"),
        "When the level is high, or both the flow is low and the pump runs, the panel shall sound the horn.",
        rewritten=False,
    ),
    "ears-order": warning(
        deferred("“then” says an order, which is not read: each part is demanded by itself"),
        deferred(
            "Write a requirement for each step, the later one with When and what the step before brings."
        ),
        "When the inlet valve has opened, the inlet controller shall start the inlet pump.",
        rewritten=False,
    ),
}
"""By code, which stays the same for ever."""
