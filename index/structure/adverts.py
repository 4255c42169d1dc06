"""Advertising, station breaks and credits in written-down speech, found by how they sound and where they stand.

An advertisement read aloud has no border in a transcript. What gives it away are its formulas, and the show's own words
around it: "after the break", "welcome back", the greeting that follows a first advertisement. A border and one sign of
selling together are enough; without a border it takes several signs close together.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.structure.speech import Sentence
from index.structure.wordlist import Formulas, one_of

_SITE = r"[\w-]+(?:\.| dot )(?:com|org|net|co|io|ca|fm|us|tv|gov|edu|uk|eu|de|au|ai|app|shop)\b"

_SURE = Formulas(
    rf"""
    brought :: brought to you (?:in part )?by
    sponsored|underwritten :: \b(?:sponsored|underwritten) by
    sponsor|sponsors :: (?:today[’']s|our|this (?:week|episode)[’']s) sponsors?
    support|funding :: \b(?:support|funding) for .{{3,60}}? (?:comes|is provided)\b
    wherever :: \bwherever you (?:get|listen|find|stream)\b
    available :: \bavailable (?:now )?(?:wherever|everywhere|on all)\b
    code :: \b(?:promo|discount|coupon|offer) code\b
    code :: \b(?:use|enter|with) (?:the |promo |offer )?code \w
    more :: \b(?:learn|find out|discover|read|see) more (?:at|on|by visiting) .{{0,40}}?{_SITE}
    visit|shop|head|sign|go :: \b(?:visit|shop|go to|head|sign up)\b.{{0,50}}? {_SITE}
    order|book|start|apply|check :: \b(?:order|book|start|apply|check out)\b.{{0,50}}? {_SITE}
    terms :: \bterms (?:and conditions )?apply
    member :: \bmember f\.?d\.?i\.?c
    percent|off :: (?:percent|%) off\b
    guarantee :: money[ -]back guarantee
    prohibited :: void where prohibited
    published :: \bpublished by .{{3,60}}?\b(?:inc|llc|ltd|corp)\b
    securities :: securities offered through
    performance :: past performance\b.{{0,40}}\bfuture
    details :: see (?:website|site|store)s? for details
    choices :: your ad choices
    doctor :: ask your doctor
    effects :: side effects (?:may|can|include)
    housing :: equal housing
    """
)
_MAYBE = Formulas(
    r"""
    podcast :: \blisten to (?:the )?(?:\w+ ){1,6}podcast
    hear :: ^hear (?:from|how|what)\b
    free :: \bfree (?:trial|shipping|quote|consultation|month|delivery)\b
    free :: \b(?:month|trial|shipping|delivery) (?:is )?free\b
    through :: \bnow through \w+
    select :: \bselect (?:nights|locations|stores|days|styles)\b
    step :: ^step into\b
    introducing :: ^introducing\b
    meet|imagine|picture :: ^(?:meet|imagine|picture) (?:the|a|your)\b
    first :: \byour first (?:month|order|purchase|year|box)\b
    limited :: \blimited[ -]time\b
    back :: \bis back with\b
    season :: \bthis (?:holiday )?season\b
    season|holiday :: \b(?:magic|thrill|comfort|taste|power|spirit)\b.{0,60}\b(?:holiday|season)
    magic :: \bbring(?:s|ing) the\b.{0,30}\bmagic\b
    plus :: ^plus,
    subscribe|follow|download :: \b(?:subscribe|follow|download)\b.{0,40}\b(?:podcast|app|newsletter)s?\b
    try|shop|order|book|buy :: ^(?:try|shop|order|book|buy) (?!to\b)\w+
    save|discover|experience|switch|upgrade :: ^(?:save|discover|experience|switch|upgrade) (?!to\b)\w+
    chance :: \bchance (?:at|to win)\b
    month|year|week :: \$\d+(?:\.\d\d)? (?:a|per) (?:month|year|week)\b
    call|text :: \b(?:call|text) (?:us )?(?:at )?1?[ -]?(?:800|888|877|866)\b
    whether :: ^whether you[’']re\b.{0,80}\bor\b
    advertisement|advertisements|advertiser|advertisers :: .
    """
)
_LEAVES = Formulas(
    r"""
    break|message :: \bafter (?:the|this|a) (?:short |quick )?(?:break|message)
    back :: \b(?:we|i)[’']ll be (?:right )?back\b(?! (?:tomorrow|next|on|in))
    tuned|stay :: \bstay (?:tuned|with us)
    go|anywhere|away :: \bdon[’']t go (?:anywhere|away)
    when :: \bwhen we (?:come back|return)
    break :: \b(?:quick|short|brief) break
    sponsor|sponsors :: \b(?:word|message)s? from (?:our|the|a) sponsors?
    """
)
RETURNS = one_of(
    r"""
    (?:(?:and|so|ok(?:ay)?|all right|alright|hey|hi),? )*(?:welcome back|we[’']re back|you[’']re listening to)
    (?:and |so |now )?(?:let[’']s get )?back (?:to|with)\b
    """
)
_GREETS = one_of(
    r"""
    (?:hi|hello|hey|good (?:morning|afternoon|evening|day))\b
    welcome (?:to|back|everyone)
    from .{2,60}, (?:this is|i[’']m)\b
    i[’']m [a-z]
    this is [a-z]
    it[’']s \w+day\b
    """
)
_CREDITS = Formulas(
    r"""
    produced|edited|recorded :: \b(?:was|were|is|are) (?:\w+ and )?(?:produced|edited|recorded)\b.{0,30}\b(?:by|with)\b
        \b(?:produced|edited) (?:by|this (?:episode|show|podcast|week))\b
    engineered|mixed|mastered|scored :: \b(?:engineered|mixed|mastered|scored) (?:by|this (?:episode|show|podcast))\b
    checked :: \bfact[ -]checked (?:by|this)\b
    supervising|executive|senior :: \b(?:supervising|executive|senior) (?:producer|editor|engineer)s?\b
    associate|managing|assistant :: \b(?:associate|managing|assistant) (?:producer|editor|engineer)s?\b
    producer|producers|editor|editors :: \b(?:our|the|its) (?:producers?|editors?) (?:is|are|was|were)\b
    music|engineer|designer :: \b(?:our|the|its) (?:theme )?(?:music|engineer|sound designer) (?:is|was|comes?)\b
    theme :: \btheme (?:music|song)\b
    sound :: \bsound design\b
    original :: \boriginal music\b
    thanks :: \bspecial thanks to\b
    production :: \bis a production of\b
    mixing|mastering|engineering|research :: \b(?:mixing|mastering|engineering|research) (?:help )?(?:is |was )?by\b
    """
)

_BEFORE_GREETING, _BREAK = 45, 40
"""How many sentences an advertisement before the greeting, or between two parts of a show, may have at most."""


def is_credit(sentence: Sentence) -> bool:
    """Whether a sentence names who made the show."""
    return _CREDITS.search(sentence.text, sentence.words) is not None


def advertising(said: Sequence[Sentence]) -> set[int]:
    """The numbers of the sentences of a spoken text that are advertising or production credits."""
    weights = [_selling(sentence) for sentence in said]
    return _opening(said, weights) | _within_breaks(said, weights) | _runs(weights) | _credits(said)


def _selling(sentence: Sentence) -> int:
    """How much a sentence sounds like advertising: 0 not at all, 1 perhaps, 3 certainly."""
    if _SURE.search(sentence.text, sentence.words):
        return 3
    return 1 if _MAYBE.search(sentence.text, sentence.words) else 0


def _opening(said: Sequence[Sentence], weights: list[int]) -> set[int]:
    """From the first sentence to the last that sells, when the show greets its listeners only after that."""
    greeting = next((i for i, sentence in enumerate(said[:_BEFORE_GREETING]) if _GREETS.match(sentence.text)), 0)
    if sum(weights[:greeting]) < 3:
        return set()
    return set(range(max(i for i in range(greeting) if weights[i]) + 1))


def _within_breaks(said: Sequence[Sentence], weights: list[int]) -> set[int]:
    """What lies between "after the break" and "welcome back"; or without that, up to the last sentence that sells."""
    found: set[int] = set()
    for i, sentence in enumerate(said):
        if i in found or not _LEAVES.search(sentence.text, sentence.words):
            continue
        window = range(i + 1, min(len(said), i + 1 + _BREAK))
        back = next((j for j in window if RETURNS.match(said[j].text)), None)
        if back is not None:
            if any(weights[i + 1 : back]):
                found.update(range(i + 1, back))
            continue
        last = i
        for j in window:
            if j - last > 3:
                break
            if weights[j]:
                last = j
        if sum(weights[i + 1 : last + 1]) >= 3:
            found.update(range(i + 1, last + 1))
    return found


def _runs(weights: list[int]) -> set[int]:
    """Sentences that sell, at most one other between them, when together they leave no doubt."""
    found: set[int] = set()
    run: list[int] = []
    for i in [*(i for i, weight in enumerate(weights) if weight), len(weights) + 9]:
        if run and i - run[-1] > 2:
            if len(run) >= 2 and sum(weights[j] for j in run) >= 6:
                found.update(range(run[0], run[-1] + 1))
            run = []
        run.append(i)
    return found


def _credits(said: Sequence[Sentence]) -> set[int]:
    """Credits stand at the end or the start; in between, a film that "was produced by" somebody is talked of."""
    edge = max(6, len(said) // 12)
    return {i for i, sentence in enumerate(said) if (i < 6 or i >= len(said) - edge) and is_credit(sentence)}
