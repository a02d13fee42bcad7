"""What the diagnostics about times and time bounds mean."""

from core.ground.diagnostic import Severity
from core.ground.words import deferred
from core.requirements.ears.explanation import Explanation, error, warning

BOUND_EXPLANATIONS: dict[str, Explanation] = {
    "ears-several-bounds": error(
        deferred("A response has one time bound; this second one is not read"),
        deferred("Write a requirement for each bound."),
        "When the level is high, the operator panel shall sound the horn for 10 s.",
    ),
    "ears-within-for": error(
        deferred("A response has one time bound; “{marked}” is a second one, and is not read"),
        deferred(
            "Write two requirements, the one with “for” for each time that the response begins: {about}"
        ),
        "When the level is high, the operator panel shall sound the horn within 100 ms.",
        rewritten=True,
    ),
    "ears-lasts-before": error(
        deferred("How long the response lasts before something else comes is not read"),
        deferred(
            "What is demanded is that the other does not come too early: say what the system shall not do "
            "until the response has lasted so long."
        ),
        "The inlet controller shall not start the inlet pump until the pipe has been vented for 5 min.",
    ),
    "ears-calendar-time": Explanation(
        Severity.INFO,
        deferred(
            "“{about}” has no exact length, since months and years differ: it stays part of the phrase, and "
            "counts only as its proposition says"
        ),
        deferred(
            "Leave it where the behaviour need not decide on it; else write the time in days, such as 365 d."
        ),
        "The archive server shall keep the alarm log for 365 d.",
    ),
    "ears-bound-start": error(
        deferred("The time counts from the When or If of the sentence; “{about}” is read as another instant"),
        deferred("Leave it out if both are the same, or write it behind When in a requirement of its own."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
        rewritten=True,
    ),
    "ears-bound-end": error(
        deferred("It cannot be told where the time bound ends and the response begins"),
        deferred("Write what the time counts from behind When, and the bound at the end of the sentence."),
        "When the power returns, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-bound-order": error(
        deferred("The lower end of the range lies above the upper one"),
        deferred("Write the shorter time first: {about}."),
        "The brake shall respond between 5 ms and 15 ms.",
        instead="{about}",
    ),
    "ears-inexact-time": error(
        deferred("“{about}” is more than one time"),
        deferred("Write one time, or both ends as in “between 1.5 s and 2.5 s”."),
        "The inlet controller shall close the inlet valve between 1.5 s and 2.5 s.",
    ),
    "ears-missing-unit": error(
        deferred("“{about}” has no unit of time"),
        deferred("Write ns, us, ms, s, min, h or d behind the number."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
        instead="{about} s",
    ),
    "ears-unknown-unit": error(
        deferred("“{about}” is no unit of time"),
        deferred("Use ns, us, ms, s, min, h or d; a cycle or tick has no length of its own."),
        "When the flow stops, the pump controller shall stop the pump within 500 ms.",
    ),
    "ears-number": error(
        deferred("“{about}” is no number that can be kept exactly"),
        deferred("Write digits with a decimal point, such as 0.5."),
        "When the level is high, the inlet controller shall close the inlet valve within 0.5 s.",
    ),
    "ears-decimal-comma": error(
        deferred("The number has a decimal comma, which elsewhere separates thousands"),
        deferred("Write “{about}”."),
        "When the level is high, the inlet controller shall close the inlet valve within 1.5 s.",
        instead="{about}",
    ),
    "ears-vague-time": error(
        deferred("“{about}” is no exact time"),
        deferred("Write the number and the unit that can be tested, such as 5 s."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-several-times": error(
        deferred("“{about}” is no one time: its units do not go from the larger to the smaller"),
        deferred("Write one time, such as 1 h 30 min, or a requirement for each."),
        "When the level is high, the inlet controller shall close the inlet valve within 1 min 30 s.",
    ),
    "ears-loose-time": warning(
        deferred("“{about}” bounds nothing: it is read as words of the response"),
        deferred("Write within, for, every or after in front of it if it bounds the response."),
        "When the level is high, the operator panel shall sound the horn for 30 s.",
        rewritten=False,
    ),
    "ears-early-bound": warning(
        deferred("The time bound stands in front of the system"),
        deferred("Put it to the end of the sentence."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-late-bound": warning(
        deferred("“{marked}” behind the clause may bound the response or be part of the clause"),
        deferred("Write which of these is meant: {about}"),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-inner-bound": warning(
        deferred("The time bound stands inside the response"),
        deferred("Put it to the end of the sentence."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-unmeasurable": warning(
        deferred("Nobody can measure “{about}”"),
        deferred("Say within what time."),
        "When the emergency stop is pressed, the pump controller shall stop the pump within 200 ms.",
        rewritten=False,
    ),
    "ears-shared-bound": Explanation(
        Severity.INFO,
        deferred("The time bound is read to bind all responses behind the same “shall”"),
        deferred("Write which of these is meant: {about}"),
        "When the level is high, the inlet controller shall sound the horn within 5 s.",
        rewritten=True,
    ),
    "ears-own-bound": Explanation(
        Severity.INFO,
        deferred("The time bound is read to bind the last response alone, which has a “shall” of its own"),
        deferred("Write which of these is meant: {about}"),
        "When the level is high, the inlet controller shall sound the horn within 5 s.",
        rewritten=True,
    ),
    "ears-bound-words": error(
        deferred("“{about}” may say another time bound than the one in it, and is not read"),
        deferred(
            "Write within for the latest time, after for the earliest, between for both, for at least or "
            "for at most for a duration; put each bound into a requirement of its own."
        ),
        "When the level is high, the inlet controller shall close the inlet valve between 2 s and 5 s.",
    ),
    "ears-frequency": error(
        deferred("“{about}” says how often at most, or how many times, which is not read"),
        deferred("Write every for at least so often; for at most so often, forbid the response for a time."),
        "When the inlet valve has been opened, the inlet controller shall not open the inlet valve for 2 s.",
    ),
    "ears-offset": error(
        deferred("“{about}” counts a time from another instant, which is not read"),
        deferred(
            "Write what the time counts from behind When, and within or after and the time at the end; what "
            "comes before something else is told by what comes first."
        ),
        "When the start button is pressed, the inlet controller shall open the inlet valve after 2 s.",
    ),
    "ears-time-condition": error(
        deferred("“{about}” is a time where a condition is asked for"),
        deferred(
            "Write within and a time for the latest, after for the earliest, for for how long; or name what "
            "happens then."
        ),
        "When the start button is pressed, the inlet controller shall open the inlet valve after 2 s.",
    ),
    "ears-placeholder": error(
        deferred("“{about}” stands for a value that is not given"),
        deferred("Write the value once it is decided; until then nothing can be checked."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-named-time": error(
        deferred(
            "“{about}” stands for a time that the sentence does not give, so nothing bounds the response"
        ),
        deferred(
            "Write the number and its unit, such as within 50 ms, or give the name a value in the glossary. "
            "If it is no time but a place or a thing, put “the” in front of it."
        ),
        "When the level is high, the inlet controller shall close the inlet valve within 50 ms.",
    ),
    "ears-no-time": error(
        deferred("“{about}” is no time, so nothing bounds the response"),
        deferred(
            "Write a number with ns, us, ms, s, min, h or d; if it says how near something is, write to "
            "what, such as within 5 % of the set point."
        ),
        "When the level is high, the inlet controller shall close the inlet valve within 50 ms.",
    ),
    "ears-negative-time": error(
        deferred("“{about}” is negative, and nothing can be demanded before its cause"),
        deferred("Write the time without the sign, or name the earlier event that it counts from."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
    "ears-zero-time": warning(
        deferred("“{about}” leaves no time at all, and everything takes some"),
        deferred("Write the time that the response may take, or must."),
        "When the level is high, the inlet controller shall close the inlet valve within 50 ms.",
        rewritten=False,
    ),
    "ears-notation": error(
        deferred("“{about}” is not written as a plain decimal number"),
        deferred("Write digits with a decimal point, such as 0.5 or 1000, without other signs."),
        "When the level is high, the inlet controller shall close the inlet valve within 0.5 s.",
    ),
    "ears-time-in-phrase": Explanation(
        Severity.INFO,
        deferred("“{about}” is part of the phrase: its time counts only as its proposition says"),
        deferred("Bind the phrase to what knows this time, such as a clock that is compared with it."),
        "When the level is high, the inlet controller shall close the inlet valve within 5 s.",
    ),
}
