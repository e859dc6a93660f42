"""Words that look like one of the vocabulary, or like a compound with one, and are others."""

from __future__ import annotations

# All such among the 20,000 commonest words of each language, by the lists of wordfreq 3.1; tests hold that the
# commonest are left alone.

ENGLISH = """
bauer bergen berger bermuda bernie bidder biking binder blades blames blaze blues bombed bombers bots boxer boxes
brief builder carol cheeks chicks chocolates dressed dresser earning earnings flora flowed glover grades grapes graves
greene groves healer helen helper jumped kitten lighten logging maine mantle manuel marie marin marina marines marion
motive motives painted paints palin parks parties paste patel patrol pictured pines pointed points pools printer pulls
pulses rocked rocker rocket rockets rockies rocks rotten sacks salman salon saloon scandal scandals scares scarlett
schwartz shifts shits shocking shoots shores shots shouts skipper slack slipped slippery sloan snacks socket sorts
speaker speakers spectacle sports stacking stacks sticking stops stride strides strife strike strikes strip stripped
strips strive sweeter tight trailer trailers trained trainee tucker turkish turks violent watched western weston
witches
"""

GERMAN = """
ausdruck ausdrucken bange bauen bauten beidem beiden beider beides beinen belassen bereits berges beugen beute biegen
bilde bilden bildes bildet blase blasen blosse blossen blutig blutige blutigen blühen bombe bomben bricht briefe
brüllen busen bäumen chinas fliegen flieger fliegt geben gelder geldes gelten graben grafen grazer grillen gruben
gruber gründen gründer gulden hallen haller heiden heilen helden helfen helfer heulen heute husten hütten joggen
kapiert kippen klappen knappen krallen lachte lichts mangel mieten mitte mittel mitteln mittels mängel münzen pinkeln
pulver riegel ringen ringer rücken sachliche sachlichen salomon schale schall schicht schichten schlacht schlachten
schlecht schlechte schlechtem schlechten schlechter schlechtes schlichtweg schlucht schluck schule schulen schwanz
schwarm selber skandal sockel streiken streiten stumpf tauchen tauschen tische tischen weiber weiden weiler weinen
weis weise weisen weiser weisst weitem weiten weiter weizen welten werten wesen wessen westens wetten wisse wissen
"""
