"""The lines round a text that are not the source speaking: navigation, newsletters, cookies, sharing, picture credits.

Boilerplate is marked and folded away, never deleted, so a false alarm costs a fold and a miss costs a wrong hit. A
block is judged whole, by how it begins; a long paragraph is left alone. What a podcast reads out as advertising has
another grammar and lives in `adverts`.
"""

from __future__ import annotations

import re

from index.structure.wordlist import Pattern, one_of, phrases

LONGEST = 70
"""The words beyond which a block is prose, however it begins."""

_NAVIGATION = phrases(
    """
    ad|ads|advertisement|advertisements|sponsored|sponsored content|paid content|paid post|promoted|newsletter
    newsletters|subscribe|subscribe now|sign up|sign up now|sign in|log in|login|register|my account|share
    share this|share this article|share this story|share on facebook|share on twitter|tweet|tweet this|email this
    print this|copy link|link copied|save article|reply|report|comments|view comments|leave a comment|post a comment
    add a comment|show comments|read comments|join the conversation|read more|read next|read also|see also
    more stories|more news|related|related articles|related stories|related topics|related content|recommended
    recommended for you|recommended stories|you may also like|you might also like|trending|trending now|most read
    most popular|popular now|editors' picks|editor's picks|latest news|top stories|up next|what to read next
    skip to content|skip to main content|skip navigation|back to top|toggle navigation|main menu|menu|cookie policy
    cookie settings|privacy policy|privacy notice|terms of use|terms of service|terms and conditions|accept
    accept all|accept cookies|reject all|manage preferences|manage cookies|got it|all rights reserved|follow us
    contact us|about us|loading|please wait|show more|load more|view more|see all|view all|close|card image cap
    image cap|image|photo|toggle caption|enlarge this image|listen to this article|listen now|play episode
    download transcript|download audio|story continues below
    """
)
# Words that a heading may well consist of: navigation only in the company of other navigation.
_PERHAPS_NAVIGATION = phrases(
    """
    new|news|home|search|more|opinion|politics|business|world|sports|culture|video|videos|audio|podcasts|podcast
    listen|watch|play|pause|print|email|save|share|transcript|transcripts|discussion|next|previous|topics|tags|live
    latest|popular|ok|yes|no|free|download|open|edit|facebook|twitter|linkedin|instagram|whatsapp|reddit|pinterest
    youtube|pocket|flipboard|rss|x
    """
)
_COUNTER = one_of(
    r"""
    (?:\d+ )?(?:comments?|discussion|replies|responses|reactions|shares?|likes?|views?|claps?)\s*[:(]?\s*\d*[)+k]?
    \d+\s*min(?:ute)?s?(?: read| listen)?
    (?:reading time|time to read)\b.{0,20}
    page \d+(?: of \d+)?
    slideshow(?: \(?\d+ images?\)?)?
    [\d\W_]{0,4}\d+\s*/\s*\d+
    """
)

_NETWORK = (
    r"(?:twitter|facebook|instagram|linkedin|youtube|tik ?tok|threads|bluesky|mastodon|telegram|whatsapp|reddit"
    r"|google news|sound ?cloud|itunes|spotify|stitcher|(?:apple|google) podcasts|x\b)"
)
_INVITES = one_of(
    rf"""
    (?:please )?(?:sign ?up|subscribe|register)\b(?=.{{0,120}}(?:newsletter|inbox|e-?mail|daily|weekly|free|alerts))
    (?:please )?(?:sign ?up|subscribe)\b(?=.{{0,120}}(?:podcast|channel|for the|to our|to the|tip ?sheet))
    (?:join|get|receive|want|enjoy(?:ed)?|like what you)\b.{{0,100}}\b(?:newsletters?|in(?:to)? your inbox)\b
    (?:join|get|receive|want)\b.{{0,60}}\b(?:mailing list|e-?mail alerts)\b
    (?:enter|submit|provide) your e-?mail\b
    by (?:signing|subscribing|submitting|registering|clicking|continuing)\b.{{0,80}}\b(?:agree|accept|consent|terms)
    (?:our|this) (?:free |weekly |daily )*newsletters? (?:is|delivers|brings|keeps)\b
    (?:like|follow|find|friend|connect with) (?:@\w+|(?:\w+ ){{1,4}})\s*(?:on|at) (?:\w+ (?:and|or) )?{_NETWORK}
    follow (?:us|me|him|her|them) (?:on|at) {_NETWORK}
    follow @\w+
    (?:subscribe|listen|follow us) (?:at|on|to us on|via|in) (?:\w+ (?:and|or) )?{_NETWORK}
    (?:subscribe|follow|listen) .{{0,40}}\b{_NETWORK}
    (?:rate|review|like|subscribe)\b.{{0,30}}\b(?:and|,)\s*(?:subscribe|review|rate|share)
    (?:read|see|watch|now watch|listen|view|explore|check out|discover)\s*(?:also|more|next|the full \w+)?\s*[:»›>→|]
    (?:read|see|find out) (?:more|the full (?:story|article|text|report)) (?:here|at|on|about|from|in)\b
    read or share this (?:story|article)
    visit .{{1,40}} (?:homepage|home page|website) for more
    (?:related|more|read also|also read|see also|recommended|read next|up next|must reads?|don[’']t miss): \S
    full coverage: \S
    (?:more (?:from|on|about) [^.]{{0,60}}|photos|slideshow|gallery):(?: |$)
    click (?:here|on|the|below)
    (?:story|article) continues|continue reading|scroll (?:down )?(?:to|for) |listen to (?:this )?article
    enlarge this image
    (?:we|this (?:web)?site|our (?:web)?site|this page|our partners)\b.{{0,60}}\bcookies\b
    (?:accept|manage|reject)\b.{{0,30}}\bcookies
    ©|\(c\)|(?:image )?copyright (?:© ?)?(?:\d{{4}}|by |the |getty|afp|reuters|pa\b|ap\b|epa\b)
    .{{0,60}}\ball rights reserved
    (?:this (?:article|post|story|page) )?(?:may )?contains? affiliate
    .{{0,40}}\bearn a (?:small )?commission
    (?:download|get|try|install) (?:the|our) .{{0,40}}\bapp\b
    available (?:now )?(?:on|in) (?:the )?(?:app store|google play)
    (?:have|got|do you have) (?:a |any )?(?:news )?tips?\b
    (?:contact|e-?mail|write to|reach) (?:us|the (?:author|writer|reporter)|(?:\w+ ){{1,3}})\s*(?:at|on|via|:)\s*\S+@
    (?:the )?(?:associated press|reuters|afp)\b.{{0,60}}\bcontributed (?:to this|reporting)
    .{{1,80}}\bcontributed (?:reporting|to this (?:report|story|article))
    contributing: \w
    (?:this|the) (?:article|story|post|piece|essay|interview) (?:was )?(?:originally|first) (?:appeared|published|ran)
    (?:support|donate|become a (?:member|subscriber|patron))\b.{{0,60}}\b(?:journalism|today|our work|newsroom)
    (?:support|become a (?:member|subscriber|patron))\b.{{0,60}}\b(?:member|patreon|subscrib)
    learn more about your ad choices
    visit (?:megaphone|podcastchoices|acast)\b
    (?:hosted|powered) (?:on|by) (?:acast|megaphone|simplecast|disqus)
    see (?:acast|omnystudio|pcm\.adswizz)\.com
    (?:see )?(?:our )?privacy (?:policy|notice)\b.{{0,80}}\b(?:at|apply|terms|cookies?)
    this site is protected by
    view (?:the )?original
    (?:javascript|your browser) (?:is disabled|does not support)
    you(?: have|[’']ve) (?:reached|read) your .{{0,30}}\bfree articles?
    already (?:a (?:subscriber|member)|have an account)
    thank you for (?:subscribing|signing up|registering)
    unsubscribe
    """
)
_AGENCY = (
    r"(?:getty(?: images)?|shutterstock|ap(?: photo)?|associated press|reuters|afp|epa|istock|unsplash|bloomberg|alamy)"
)
_PICTURE = one_of(
    rf"""
    \(?(?:photo|image|picture|photograph|illustration|graphic|video|cover|thumbnail)(?:s|er)?\s*(?:credits?)?\s*(?::|by\b|/|©)
    \(?(?:photo|image|picture|photograph|illustration|graphic|video)s? (?:courtesy|via)\b
    \(?credits?\s*:
    .{{0,60}}\bvia (?:getty|ap|reuters|afp|shutterstock)\b
    .{{0,40}}/\s*{_AGENCY}\b
    \(?{_AGENCY}\s*/
    .{{0,40}}\b(?:getty images|ap photo|shutterstock|istock|file photo)\b
    """
)
_CREDIT_AT_END = Pattern(
    r"(?:\((?:[^()]*\b)?(?:photos?|image|picture|getty|ap|afp|reuters|bloomberg)\b[^()]*\)"
    r"|(?:photographer|photo|image|picture|photograph|illustration)(?: credit)?(?:: | by )[^.:]{3,60})\.?\Z",
    re.IGNORECASE,
)


def is_navigation(text: str, among: bool = False) -> bool:
    """Whether a line is a button, counter or menu word of a site; with `among`, also words that a heading could be."""
    if len(text) > 60:
        return False
    bare = " ".join(text.split()).strip(" .:!»›>→|•*[]…").casefold().replace("’", "'")
    return bare in _NAVIGATION or _COUNTER.fullmatch(bare) is not None or (among and bare in _PERHAPS_NAVIGATION)


def is_invitation(sentence: str) -> bool:
    """Whether a sentence asks the visitor to subscribe, share, click, accept, or states the rights of a site."""
    return _INVITES.match(sentence.lstrip(" \t\"'“‘([*•⦁-–—")) is not None


def is_picture_credit(text: str) -> bool:
    """Whether a short line does no more than name who took a picture."""
    return len(text) <= 160 and text.count(" ") <= 14 and _PICTURE.match(text.strip()) is not None


def is_caption(text: str) -> bool:
    """Whether a block describes a picture and ends in its credit."""
    return text.count(" ") <= LONGEST and _CREDIT_AT_END.search(text) is not None


def is_boilerplate(text: str, among: bool = False) -> bool:
    """Whether a whole block is no part of what the source says. `among`: it stands beside other boilerplate."""
    if is_navigation(text, among) or is_picture_credit(text) or not any(map(str.isalnum, text)):
        return True
    return text.count(" ") <= LONGEST and is_invitation(text)
