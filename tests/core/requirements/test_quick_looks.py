"""What is looked for first, because it is found sooner, never hides what would be found behind it."""

from hypothesis import example, given, settings
from hypothesis import strategies as some

from core.requirements.ears import denials, doubts, masking, placeholders
from core.requirements.ears.items import items_of
from core.requirements.ears.masking import evened, masked

_WORDS = (
    "5 2.5 ½ 1½ ⅒ 5_0 x5 ≤3 ±2 .5 a an one half a few several about another twenty two s ms h d min us"
    " seconds minutes weeks months cycles ticks valves pumps The pump shall stop when within for every after"
    " before of to than most t T1 xx x_1 A AB B2 $limit {x} {{y}} # * n/a _ .. … ¤ TBD tbc ?? <limit> be"
    " determined then Then not never NOT but and or AND ( ) [ ] e.g. i.e. No. fig. 1,000 \u00a0 \u200b \u2060"
    " \t – “x” 'y' \"z\" p:system"
)
_PIECES = some.sampled_from(_WORDS.split(" "))
_TEXTS = some.lists(
    some.tuples(_PIECES, some.sampled_from([" ", "", "-", ", ", ". ", "  "])), max_size=9
).map(lambda pieces: "".join(piece + joint for piece, joint in pieces))


@settings(max_examples=400)
@given(_TEXTS)
@example("wait 5_s")
@example("within to be determined")
def test_a_quick_look_hides_nothing(text: str):
    mask = masked(text)
    if placeholders._WRITTEN.search(text):
        assert any(sign in text for sign in placeholders._SIGNS)
    if placeholders._SYMBOL.search(mask):
        assert placeholders._LIKELY.search(mask)
    if doubts._TIME.search(mask):
        assert doubts._UNIT.search(mask)
    if denials._DANGLING.search(mask):
        assert mask.lower().rstrip(" ,;").endswith(denials._JOINING)


@settings(max_examples=400)
@given(_TEXTS)
def test_a_text_that_needs_no_mask_is_its_own(text: str):
    even = masking._BLANK.sub(" ", text.translate(masking._EVEN))
    assert evened(text) == even
    covered = masking._COVERED.sub(masking._cover, even)
    covered = masking._THOUSANDS.sub(lambda match: match[0].replace(",", "_"), covered)
    assert masked(text) == masking._DECIMAL_COMMA.sub("'", covered)


@settings(max_examples=400)
@given(_TEXTS)
def test_bare_words_are_those_that_the_long_look_finds(text: str):
    """A blank more in front of each word and a bracket behind it keep the short look from any."""
    mask = masked(text)
    slow = mask.replace(" ", "\t")
    assert [(one.kind, one.start, one.end) for one in items_of(mask, 0)] == [
        (one.kind, one.start, one.end) for one in items_of(slow, 0)
    ]
