"""Three-valued facts."""

from itertools import product

from core.model import Truth, all_of, any_of

VALUES = tuple(Truth)
ORDER = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}


def test_and_is_the_lesser_and_or_the_greater_in_kleenes_order():
    for left, right in product(VALUES, VALUES):
        assert left & right == min(left, right, key=ORDER.__getitem__)
        assert left | right == max(left, right, key=ORDER.__getitem__)


def test_denying_twice_changes_nothing_and_unknown_stays_unknown():
    assert [~~value for value in VALUES] == list(VALUES)
    assert ~Truth.UNKNOWN == Truth.UNKNOWN


def test_a_definite_answer_never_hangs_on_an_unknown():
    """Whatever an unknown turns out to be, an answer that was definite before stays."""
    for values in product(VALUES, repeat=3):
        for combine in (all_of, any_of):
            before = combine(values)
            if before is not Truth.UNKNOWN:
                for settled in product((Truth.YES, Truth.NO), repeat=3):
                    answers = [
                        new if old is Truth.UNKNOWN else old for old, new in zip(values, settled, strict=True)
                    ]
                    assert combine(answers) == before
