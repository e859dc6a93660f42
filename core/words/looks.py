"""Words for colours, shades and patterns, and those that only hold a sentence together."""

from __future__ import annotations

from types import MappingProxyType

from core.looks.colour_words import Colour, Pattern
from core.looks.tints import Shade
from core.words.meanings import Glue, Meaning, Tint

# One line for each meaning: a colour and its shade, if any, a shade, a pattern or a glue, then the words for it; a word
# that ends in * is a German adjective and is known with its endings.

ENGLISH = """
black: black
grey: grey gray
white: white
beige: beige tan nude sand oatmeal taupe
brown: brown
red: red
pink: pink rose
orange: orange
yellow: yellow
green: green
turquoise: turquoise aqua cyan
blue: blue
navy: navy navy_blue
purple: purple violet
gold: gold golden
silver: silver
grey dark: charcoal anthracite
white: off_white ivory
beige light: cream ecru
beige dark: khaki
brown light: camel caramel
brown dark: chocolate
red dark: burgundy maroon wine_red bordeaux crimson
red bright: scarlet
pink bright: magenta fuchsia hot_pink
pink light: blush baby_pink
orange light: peach apricot coral salmon
orange dark: rust terracotta
yellow dark: mustard
yellow bright: lemon
green dark: olive
green light: mint
green bright: lime emerald
turquoise dark: teal petrol
blue light: sky_blue baby_blue
blue dark: indigo midnight_blue
blue bright: royal_blue cobalt
purple light: lilac lavender mauve
purple dark: plum aubergine
dark: dark darker deep
light: light lighter
pale: pale pastel paler
bright: bright vivid neon
plain: plain solid solid_colour solid_color unicolour unpatterned single_coloured without_pattern no_pattern
striped: striped stripes stripe stripy stripey pinstripe pinstriped pinstripes
checked: checked check checks checkered chequered plaid tartan gingham houndstooth
dotted: dotted dots dot polka_dot polka_dots polkadot polkadots spotted spots polka
floral: floral flowers flower flowery flowered blossom blossoms roses
picture: picture pictures print prints printed logo graphic graphics motif motifs slogan slogans
filler: a an the in on of and_also some something anything any i my me want need look looking for find show please
filler: like this that these those is are has have it its one ones same similar just only very more really quite
filler: clothes clothing garment garments item items thing things piece coloured colored colour color pattern patterned
filler: pair short long small large big fine wide narrow which who to be by from as at
or: or either
and: and &
not: not no without non never
break: but with ,
other: rock
"""

GERMAN = """
black: schwarz*
grey: grau*
white: weiß*
beige: beige* sandfarben* nude
brown: braun*
red: rot*
pink: rosa rosé rosafarben*
orange: orange* orangefarben*
yellow: gelb*
green: grün*
turquoise: türkis* türkisfarben*
blue: blau*
navy: marineblau* marine navy navyblau* nachtblau*
purple: lila violett* lilafarben*
gold: gold golden* goldfarben*
silver: silber silbern* silberfarben*
grey dark: anthrazit* anthrazitfarben*
white: elfenbein elfenbeinfarben* wollweiß*
beige light: creme cremefarben* cremeweiß* naturfarben*
beige dark: khaki khakifarben*
brown light: camel karamell cognac
red dark: weinrot* bordeaux bordeauxrot* bordeauxfarben*
pink bright: pink* pinkfarben* magenta fuchsia
pink light: altrosa
orange light: apricot pfirsich koralle korallenrot* lachs lachsfarben*
orange dark: rostrot* rost rostfarben* terrakotta
yellow dark: senfgelb* senf senffarben* ockergelb* ocker
yellow bright: zitronengelb* zitrone
green dark: oliv olive olivgrün* tannengrün* waldgrün* flaschengrün* moosgrün*
green light: mint mintgrün* lindgrün*
green bright: limette giftgrün* smaragdgrün* grasgrün*
turquoise dark: petrol petrolfarben*
blue light: himmelblau* babyblau* eisblau*
blue dark: indigo indigoblau*
blue bright: königsblau* royalblau* kobaltblau*
purple light: flieder fliederfarben* lavendel mauve
purple dark: pflaume aubergine
dark: dunkel dunkle dunkler dunkles dunklen dunklem dunkeln tief
light: hell* licht*
pale: blass* zart* pastell
bright: knall* leuchtend* grell* kräftig* neon
plain: uni einfarbig* ungemustert* ohne_muster schlicht*
striped: gestreift* streifen streifenmuster nadelstreifen geringelt* ringel ringelmuster
checked: kariert* karo karos karomuster hahnentritt schottenmuster
dotted: gepunktet* punkte punkten punkt pünktchen tupfen getupft* polka_dots polka_dot
floral: geblümt* blumen blume blumenmuster blüte blüten blütenmuster floral* blumig* geblumt*
picture: bild bilder bildern aufdruck aufdrucken bedruckt* motiv motiven logo druck print
filler: ein eine einen einem einer eines der die das den dem des in auf von zu im am als etwas irgendwas was
filler: ich mein meine meinen meiner suche möchte will brauche finde zeige bitte nach wie dies diese dieser dieses
filler: diesen diesem hat haben ist sind es gleich gleiche gleicher gleiches gleichen selbe ähnlich ähnliche ähnlicher
filler: ähnliches ähnlichen so nur sehr ganz mehr eher noch auch welche welches welcher für
filler: kleidung klamotten kleidungsstück sachen teil teile stück farbe farben farbig farbige farbiges muster
filler: gemustert gemusterte gemustertes gemusterter gemusterten paar klein kleine kleiner kleines kleinen groß große
filler: lang lange langer langes langen kurz kurze kurzer kurzes kurzen leicht leichte leichter leichtes leichten
filler: großer großes großen breit breite breiten schmal schmale schmalen fein feine feinen
or: oder bzw
and: und
not: nicht ohne kein keine keinen keinem keiner keines nie
break: aber sondern doch mit ,
"""

PREFIXES = MappingProxyType(  # of German words: "Streifenhemd", "Blumenkleid"
    {
        "streifen": Pattern.STRIPED,
        "ringel": Pattern.STRIPED,
        "karo": Pattern.CHECKED,
        "punkte": Pattern.DOTTED,
        "tupfen": Pattern.DOTTED,
        "blumen": Pattern.FLORAL,
        "blüten": Pattern.FLORAL,
        "print": Pattern.PICTURE,
        "motiv": Pattern.PICTURE,
    }
)
SHADED = MappingProxyType(  # before a colour, as one word: "dunkelblau"
    {
        "dunkel": Shade.DARK,
        "tief": Shade.DARK,
        "hell": Shade.LIGHT,
        "licht": Shade.LIGHT,
        "blass": Shade.PALE,
        "zart": Shade.PALE,
        "pastell": Shade.PALE,
        "knall": Shade.BRIGHT,
        "leucht": Shade.BRIGHT,
        "neon": Shade.BRIGHT,
    }
)
_ENDINGS = ("", "e", "er", "es", "en", "em")


def table(lines: str) -> MappingProxyType[str, Meaning]:
    """The meanings by their words, of lines such as those above; a phrase has spaces."""
    meanings: dict[str, Meaning] = {}
    for line in filter(None, lines.split("\n")):
        name, words = line.split(": ")
        meanings |= {form.replace("_", " "): _meaning(name) for word in words.split() for form in _forms(word)}
    return MappingProxyType(meanings)


def _meaning(name: str) -> Meaning:
    first, *shade = name.split()
    if first in list(Colour):
        return Tint(Colour(first), Shade(shade[0]) if shade else None)
    if first in list(Shade):
        return Shade(first)
    return Pattern(first) if first in list(Pattern) else Glue(first)


def _forms(word: str) -> tuple[str, ...]:
    """A word, or with * all forms of a German adjective."""
    stem = word.removesuffix("*")
    if stem == word:
        return (word,)
    return tuple(stem.removesuffix("e") + ending for ending in _ENDINGS) + ((stem,) if stem.endswith("e") else ())
