"""The lines round a text that are not the source speaking: navigation, newsletters, cookies, sharing, credits of pictures.

Boilerplate is marked and folded away, never deleted, so a false alarm costs a fold and a miss costs a wrong hit. A block
is judged whole; a long paragraph is left alone unless it speaks of nothing else. What a podcast reads out as
advertising has another grammar and lives in `adverts`.
"""

from __future__ import annotations

import re

LONGEST = 70
"""The words beyond which a block is never boilerplate by a single sign."""

_NAVIGATION = frozenset(
    """
    advertisement|advertisements|ad|ads|sponsored|sponsored content|paid content|paid post|promoted|newsletter|newsletters
    subscribe|subscribe now|sign up|sign up now|sign in|log in|login|register|my account|share|share this|share this article
    share this story|share on facebook|share on twitter|tweet|tweet this|email this|print this|copy link|link copied|save article
    comments|view comments|leave a comment|post a comment|add a comment|show comments|read comments|join the conversation
    read more|read next|read also|see also|more stories|more news|related|related articles|related stories|related topics
    related content|recommended|recommended for you|recommended stories|you may also like|you might also like|trending
    trending now|most read|most popular|popular now|editors' picks|editor's picks|latest news|top stories|up next|what to read next
    skip to content|skip to main content|skip navigation|back to top|toggle navigation|main menu|menu|cookie policy
    cookie settings|privacy policy|privacy notice|terms of use|terms of service|terms and conditions|accept|accept all
    accept cookies|reject all|manage preferences|manage cookies|got it|all rights reserved|follow us|contact us|about us
    loading|loading...|please wait|show more|load more|view more|see all|view all|close|card image cap|image cap|image|photo
    listen to this article|listen now|play episode|download transcript|download audio|story continues below|reply|report
    """.replace("\n", "|").split("|")
)
_NAVIGATION = frozenset(phrase.strip() for phrase in _NAVIGATION if phrase.strip())

# Words that a heading may well consist of: navigation only in the company of other navigation.
_PERHAPS_NAVIGATION = frozenset(
    """
    new|news|home|search|more|opinion|politics|business|world|sports|culture|video|videos|audio|podcasts|podcast|listen|watch
    play|pause|print|email|save|share|transcript|transcripts|discussion|next|previous|topics|tags|live|latest|popular|ok|yes|no
    free|download|open|edit|facebook|twitter|linkedin|instagram|whatsapp|reddit|pinterest|youtube|pocket|flipboard|rss|x
    """.replace("\n", "|").split("|")
)
_PERHAPS_NAVIGATION = frozenset(phrase.strip() for phrase in _PERHAPS_NAVIGATION if phrase.strip())

_COUNTER = re.compile(
    r"(?:\d+\s+)?(?:comments?|discussion|replies|responses|reactions|shares?|likes?|views?|claps?)\s*[:(]?\s*\d*[)+k]?"
    r"|\d+\s*(?:min(?:ute)?s?)(?:\s+read|\s+listen)?|(?:reading time|time to read)\b.{0,20}|page \d+(?: of \d+)?|[\d\W_]{0,4}\d+\s*/\s*\d+",
    re.I,
)

_NETWORKS = r"(?:twitter|facebook|instagram|linkedin|youtube|tik ?tok|threads|bluesky|mastodon|telegram|whatsapp|reddit|google news|x\b)"
_AGENCY = r"(?:getty images|getty|shutterstock|ap photo|associated press|ap|reuters|afp|epa|istock|unsplash|bloomberg|alamy|zuma|upi)"

_STARTS = re.compile(
    # A sentence that begins like this asks something of the visitor of a site, not of the reader of a text.
    rf"""(?:
      (?:please\s+)?(?:sign\s?up|subscribe|register)\b(?!\w)(?=.{{0,120}}(?:newsletter|inbox|e-?mail|daily|weekly|free|updates|alerts|podcast|channel|for\s+the|to\s+our|to\s+the))
    | (?:join|get|receive|want|enjoy(?:ed)?|like)\b.{{0,100}}\b(?:newsletters?|in(?:to)?\s+your\s+inbox|mailing\s+list|e-?mail\s+alerts)\b
    | (?:enter|submit|provide)\s+your\s+e-?mail\b | by\s+(?:signing\s+up|subscribing|submitting|registering|clicking|continuing\s+to\s+use)\b
    | (?:our|this|the|a)\s+(?:free\s+|weekly\s+|daily\s+)*newsletters?\s+(?:is|delivers|brings|keeps)\b
    | (?:like|follow|find|friend|add|connect\s+with|catch)\s+(?:us|me|him|her|them|@\w+|the\s+\w+|(?:\w+\s){{1,4}})\s*(?:on|at)\s+(?:\w+\s+(?:and|or)\s+)?{_NETWORKS}
    | (?:read|see|watch|listen|view|explore|check\s+out|discover)\s*(?:also|more|next|the\s+full\s+\w+)?\s*(?::|»|›|>|→|\|)
    | (?:read|see|find\s+out)\s+(?:more|the\s+full\s+(?:story|article|text|report))\s+(?:here|at|on|about|from|in)\b
    | (?:related|more|read\s+also|also\s+read|see\s+also|recommended|read\s+next|up\s+next|must\s+reads?|don[’']t\s+miss|more\s+(?:from|on|about)\s[^.]{{0,60}}):\s
    | click\s+(?:here|on|the|below) | (?:story|article)\s+continues | continue\s+reading | scroll\s+(?:down\s+)?(?:to|for)\s
    | (?:we|this\s+(?:web)?site|our\s+(?:web)?site|this\s+page|our\s+partners)\b.{{0,60}}\bcookies\b | (?:accept|manage|reject)\b.{{0,30}}\bcookies
    | (?:©|\(c\)|copyright\s+(?:©\s*)?(?:\d{{4}}|by|the)) | .{{0,60}}\ball\s+rights\s+reserved
    | (?:this\s+(?:article|post|story|page)\s+)?(?:may\s+)?contains?\s+affiliate | .{{0,40}}\bearn\s+a\s+(?:small\s+)?commission
    | (?:download|get|try|install)\s+(?:the|our)\s.{{0,40}}\bapp\b | available\s+(?:now\s+)?(?:on|in)\s+(?:the\s+)?(?:app\s+store|google\s+play)
    | (?:have|got|do\s+you\s+have)\s+(?:a|any)?\s*(?:news\s+)?tips?\b | (?:contact|e-?mail|write\s+to|reach)\s+(?:us|the\s+(?:author|writer|reporter|editors?)|(?:\w+\s){{1,3}})\s*(?:at|on|via|:)\s*\S+@
    | (?:the\s+)?(?:associated\s+press|reuters|afp)\b.{{0,60}}\bcontributed\s+to\s+this | .{{1,80}}\bcontributed\s+(?:reporting|to\s+this\s+(?:report|story|article))
    | (?:this|the)\s+(?:article|story|post|piece|essay|interview)\s+(?:was\s+|has\s+been\s+)?(?:originally|first)\s+(?:appeared|published|posted|ran)
    | (?:support|donate|become\s+a\s+(?:member|subscriber|supporter|patron))\b.{{0,60}}\b(?:journalism|today|our\s+work|newsroom|member|patreon|subscrib)
    | learn\s+more\s+about\s+your\s+ad\s+choices | visit\s+(?:megaphone|podcastchoices|acast)\b | (?:hosted|powered)\s+(?:on|by)\s+(?:acast|megaphone|simplecast|disqus)
    | see\s+(?:acast|omnystudio|pcm\.adswizz)\.com | (?:see\s+)?(?:our\s+)?privacy\s+(?:policy|notice)\b.{{0,80}}\b(?:at|apply|terms|cookies?) | this\s+site\s+is\s+protected\s+by
    | (?:rate|review|like)\b.{{0,30}}\b(?:and|,)\s+(?:subscribe|review|share) | (?:subscribe|follow|listen)\s.{{0,40}}\b(?:apple\s+podcasts|spotify|stitcher|itunes|google\s+podcasts)
    | view\s+(?:the\s+)?original | (?:javascript|your\s+browser)\s+(?:is\s+disabled|does\s+not\s+support) | you\s+(?:have|[’']ve)\s+(?:reached|read)\s+your\s.{{0,30}}\bfree\s+articles?
    | already\s+(?:a\s+(?:subscriber|member)|have\s+an\s+account) | thank\s+you\s+for\s+(?:subscribing|signing\s+up|registering) | unsubscribe
    )""",
    re.I | re.X | re.S,
)

_PICTURE = re.compile(
    rf"""\(?(?:
      (?:photo|image|picture|photograph|illustration|graphic|video|cover|thumbnail)s?\s*(?:credits?)?\s*(?::|by\b|/|courtesy\b|via\b|©)
    | credits?\s*: | .{{0,60}}\bvia\s+(?:getty|ap|reuters|afp|shutterstock)\b | .{{0,40}}/\s*{_AGENCY}\b | {_AGENCY}\s*/
    | .{{0,40}}\b(?:getty\s+images|ap\s+photo|shutterstock|istock|file\s+photo)\b )""",
    re.I | re.X | re.S,
)


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" \t\n.:!»›>→|•*[]").casefold().replace("’", "'")


def is_navigation(text: str, among: bool = False) -> bool:
    """Whether a line is a button, counter or menu word of a site; with `among`, also words that a heading could be."""
    if len(text) > 60:
        return False
    bare = _bare(text)
    return bare in _NAVIGATION or bool(_COUNTER.fullmatch(bare)) or (among and bare in _PERHAPS_NAVIGATION)


def is_invitation(sentence: str) -> bool:
    """Whether a sentence asks the visitor to subscribe, share, click, accept, or states the rights of a site."""
    return bool(_STARTS.match(sentence.lstrip(" \t\"'“‘([*•-–—")))


def is_picture_credit(text: str) -> bool:
    """Whether a short line does no more than name who took a picture."""
    return len(text) <= 160 and len(text.split()) <= 14 and bool(_PICTURE.match(text.strip()))


def is_boilerplate(text: str, among: bool = False) -> bool:
    """Whether a whole block is no part of what the source says. `among`: it stands beside other boilerplate."""
    if is_navigation(text, among) or is_picture_credit(text):
        return True
    return len(text.split()) <= LONGEST and is_invitation(text)
