"""Advertising, station breaks and credits in speech that was written down: found by how they sound and where they stand.

An advertisement read aloud has no border in a transcript. What gives it away are its formulas, and the show's own words
around it: "after the break", "welcome back", the greeting that follows a first advertisement. A border formula and one
sign of selling together are enough; without a border it takes several signs close together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DOMAIN = r"[\w-]+(?:\.|\s?dot\s)(?:com|org|net|co|io|ca|fm|us|tv|gov|edu|uk|eu|de|au|ai|app|shop)\b"

_STRONG = re.compile(
    rf"""\b(?:
      brought\s+to\s+you\s+(?:in\s+part\s+)?by | (?:sponsored|underwritten)\s+by | (?:today[’']s|our|this\s+(?:week|episode)[’']s)\s+sponsors?
    | (?:support|funding)\s+for\s+.{{3,60}}?\s(?:comes|is\s+provided)\b | available\s+wherever\s+you\b | (?:promo|discount|coupon|offer)\s+code | use\s+(?:the\s+)?code\s
    | wherever\s+you\s+(?:get|listen|find|stream)\b.{{0,20}} | (?:learn|find\s+out|discover|read|see)\s+more\s+(?:at|on|by\s+visiting)\s+.{{0,40}}?{_DOMAIN}
    | (?:visit|go\s+to|head\s+(?:over\s+)?to|shop(?:\s+now)?\s+at|check\s+out|sign\s+up\s+at|order\s+at|book\s+(?:now\s+)?at|start\s+.{{0,30}}at|apply\s+(?:today\s+)?at)\s+.{{0,30}}?{_DOMAIN}
    | terms\s+(?:and\s+conditions\s+)?apply | member\s+f\.?d\.?i\.?c | equal\s+housing | (?:percent|%)\s+off\b | money[\s-]back\s+guarantee | void\s+where\s+prohibited
    | published\s+by\s+.{{3,60}}?\b(?:inc|llc|ltd|corp)\b | securities\s+offered\s+through | past\s+performance\b.{{0,40}}\bfuture | see\s+(?:website|site|store)\s+for\s+details
    | learn\s+more\s+about\s+your\s+ad\s+choices | ask\s+your\s+doctor | side\s+effects\s+(?:may|can|include)
    )""",
    re.I | re.X | re.S,
)
_WEAK = re.compile(
    r"""(?:
      \blisten\s+to\s+(?:the\s+)?(?:\w+\s){1,6}podcast | ^hear\s+(?:from|how|what)\b | \bfree\s+(?:trial|shipping|quote|consultation|month|delivery)\b
    | \bnow\s+through\s+\w+ | \bselect\s+(?:nights|locations|stores|days|styles)\b | ^step\s+into\b | ^introducing\b | ^(?:meet|imagine|picture)\s+(?:the|a|your)\b
    | \byour\s+first\s+(?:month|order|purchase|year|box)\b | \blimited[\s-]time\b | \bis\s+back\s+with\b | \bthis\s+(?:holiday\s+)?season\b | ^plus,
    | \b(?:subscribe|follow|download)\b.{0,40}\b(?:podcast|app|newsletter)s?\b | ^(?:try|shop|order|book|buy|save|discover|experience|switch|upgrade)\s+(?!to\b)\w+
    | \b(?:magic|thrill|comfort|taste|power)\s+of\b.{0,40}\b(?:this|holiday|season)\b | \bbring(?:s|ing)\s+the\b.{0,30}\bmagic\b | \bchance\s+(?:at|to\s+win)\b
    | \$\d+(?:\.\d\d)?\s+(?:a|per)\s+(?:month|year|week)\b | \b(?:call|text)\s+(?:us\s+)?(?:at\s+)?1?[\s-]?(?:800|888|877|866)\b | ^whether\s+you[’']re\b.{0,80}\bor\b | \badvertis(?:ement|er)s?\b
    )""",
    re.I | re.X | re.S,
)
LEAVES = re.compile(
    r"\b(?:(?:right\s+)?after\s+(?:the|this|a)\s+(?:short\s+|quick\s+)?(?:break|message)|(?:we[’']ll|i[’']ll)\s+be\s+(?:right\s+)?back\b(?!\s+(?:tomorrow|next|on|in))"
    r"|stay\s+(?:tuned|with\s+us)|don[’']t\s+go\s+(?:anywhere|away)|when\s+we\s+(?:come\s+back|return)|(?:quick|short|brief)\s+break"
    r"|(?:a\s+)?(?:quick\s+)?(?:word|message)s?\s+from\s+(?:our|the|a)\s+sponsors?)\b",
    re.I,
)
RETURNS = re.compile(
    r"^(?:and\s+|so\s+|ok(?:ay)?,?\s+|all\s+right,?\s+|alright,?\s+|hey,?\s+|hi,?\s+)*(?:welcome\s+back|we[’']re\s+back|now\s+(?:let[’']s\s+get\s+)?back\s+to|you[’']re\s+listening\s+to|back\s+(?:to|with)\b)",
    re.I,
)
GREETS = re.compile(
    r"^(?:(?:hi|hello|hey|good\s+(?:morning|afternoon|evening|day))\b|welcome\s+(?:to|back|everyone)|from\s+.{2,60},\s+(?:this\s+is|i[’']m)\b|i[’']m\s+[A-Z]|this\s+is\s+[A-Z]|it[’']s\s+\w+day\b)",
    re.I,
)
_CREDITS = re.compile(
    r"""\b(?:(?:was|were|is|are)\s+(?:produced|edited|engineered|mixed|mastered|recorded|fact[\s-]checked|written\s+and\s+produced|hosted\s+and\s+produced)\b.{0,30}\b(?:by|with)\b
    | (?:produced|edited|engineered|mixed|mastered|scored|fact[\s-]checked)\s+(?:by|this\s+(?:episode|show|podcast|week))\b | (?:supervising|executive|senior|associate|managing|line|assistant)\s+(?:producer|editor|engineer)s?\b
    | (?:our|the|its)\s+(?:theme\s+)?(?:music|producers?|editors?|engineers?|sound\s+designers?|fact[\s-]checkers?)\s+(?:is|are|was|were|comes?)\b | theme\s+(?:music|song)\b | sound\s+design\b
    | original\s+music\b | special\s+thanks\s+to\b | is\s+a\s+production\s+of\b | (?:mixing|mastering|engineering|editing|research|production)\s+(?:help\s+|support\s+|assistance\s+)?(?:is\s+|was\s+)?by\b )""",
    re.I | re.X | re.S,
)

_PREROLL, _BREAK = 45, 40
"""How many sentences an advertisement before the greeting, or between two parts of a show, may have at most."""


def selling(sentence: str) -> int:
    """How much a sentence sounds like advertising: 0 not at all, 1 perhaps, 3 certainly when spoken."""
    if _STRONG.search(sentence):
        return 3
    return 1 if _WEAK.search(sentence) else 0


def is_credit(sentence: str) -> bool:
    """Whether a sentence names who made the show."""
    return bool(_CREDITS.search(sentence))


def advertising(said: Sequence[str]) -> set[int]:
    """The numbers of the sentences of a spoken text that are advertising or production credits."""
    weights = [selling(sentence) for sentence in said]
    found = _before_greeting(said, weights) | _within_breaks(said, weights) | _runs(weights)
    return found | _credits(said)


def _before_greeting(said: Sequence[str], weights: list[int]) -> set[int]:
    """From the first sentence to the last that sells, when the show greets its listeners only after that."""
    greeting = next((i for i, sentence in enumerate(said[:_PREROLL]) if GREETS.match(sentence)), 0)
    selling_ones = [i for i in range(greeting) if weights[i]]
    if sum(weights[:greeting]) < 3:
        return set()
    return set(range(selling_ones[-1] + 1))


def _within_breaks(said: Sequence[str], weights: list[int]) -> set[int]:
    """What lies between "after the break" and "welcome back"; without the second, up to the last sentence that sells."""
    found: set[int] = set()
    for i, sentence in enumerate(said):
        if i in found or not LEAVES.search(sentence):
            continue
        window = range(i + 1, min(len(said), i + 1 + _BREAK))
        back = next((j for j in window if RETURNS.match(said[j])), None)
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
    for i in [i for i, weight in enumerate(weights) if weight] + [len(weights) + 9]:
        if run and i - run[-1] > 2:
            if len(run) >= 2 and sum(weights[j] for j in run) >= 6:
                found.update(range(run[0], run[-1] + 1))
            run = []
        run.append(i)
    return found


def _credits(said: Sequence[str]) -> set[int]:
    """Credits stand at the very end or the very start; a film that "was produced by" somebody is talked of in between."""
    edge = max(6, len(said) // 12)
    near = [i for i in range(len(said)) if i >= len(said) - edge or i < 6]
    return {i for i in near if is_credit(said[i])}
