"""The words of reported speech in English: verbs of saying, and the small words that end or forbid a subject."""

from __future__ import annotations

from index.structure.wordlist import words

SAYS = words(
    """
    said says say told tells added adds wrote writes argued argues noted notes explained explains insisted insists
    claimed claims asked asks replied replies responded responds warned warns tweeted tweets declared declares
    announced announces stated states continued continues concluded concludes testified remarked remarks
    acknowledged acknowledges charged suggested suggests recalled recalls countered counters complained complains
    joked jokes predicted predicts vowed vows promised promises urged urges asserted asserts stressed stresses
    observed observes quipped quips admitted admits conceded concedes contended contends emphasized emphasizes
    emphasised exclaimed lamented laments maintained maintains mused muses posted posts reported reports revealed
    reveals shouted agreed agrees began boasted boasts bragged cautioned cautions commented comments confirmed
    confirms elaborated opined opines pleaded pledged pledges proclaimed proclaims reflected reiterated repeated
    retorted snapped speculated wondered wonders yelled called calls described describes dismissed dismisses
    denounced blasted accused accuses criticized criticised praised blamed labeled labelled mocked referred refers
    scoffed deadpanned intoned demanded demands offered offers believes believed thinks thought feels felt quoted
    cited signed defended touted slammed ripped derided decried condemned compared reads read answered answers
    assured assures started interjected shrugged laughed fumed sighed chanted crowed theorized hinted signaled
    signalled implied implies alleged alleges swore protested objected remembered remembers reasoned estimated
    hailed encouraged invited instructed ordered begged thanked congratulated asking saying adding writing calling
    telling noting arguing claiming insisting warning describing declaring explaining suggesting tweeting promising
    vowing urging referring stating concluding
    """
)
"""Verbs with which a text says that somebody said, wrote or thought something."""

WITH_SECOND_WORD = {"put": "it", "puts": "it", "pointed": "out", "points": "out", "went": "on", "goes": "on"}
"""Verbs that say so only together with the word behind them."""

PARTICIPLES = frozenset(verb for verb in SAYS if verb.endswith("ing"))
NOT_INVERTED = words(
    """
    told tells called calls described describes dismissed blamed accused accuses quoted read reads referred refers
    signed
    """
)
"""Verbs that never stand before their subject: "told Hart" is told to Hart."""

AUXILIARIES = words(
    """
    has had have is was were be been being would will could can may might must should did does do not never always
    also then later once recently often even just still again now first further thus subsequently repeatedly reportedly
    """
)
"""Words between a subject and its verb."""

PRONOUNS = words("he she they it we i you one who that this which these those what")
DETERMINERS = words("a an the his her their its our my your these those no any some such of")
"""What makes a noun of a verb: "his claims"."""

SUBORDINATES = words(
    """
    as when while after before if although though since because once until asked speaking during in at on following
    with early late earlier later hours days minutes like unlike
    """
)
"""What begins a clause or an adverbial before the subject: "As Roe watched, Hart said"."""

OBJECT_OF = words(
    """
    for of to with by from about against at on in between behind like than or both into over under near toward
    towards including
    """
)
"""Words whose noun is no subject: "a spokesman for Hart said"."""

PARTICLES = words("de del della di da la van von der den bin al el ’ '")
"""Small words inside names."""

NOUN_PHRASE_ENDS = words(
    """
    in of at from on during after before as to for when while with about by who which that and but if because over
    upon into where via through outside late early last this earlier later since amid following
    """
)
