"""Questions in words: what is understood of them, in English and German, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.understanding import MOST_LETTERS, ColourWord, KindWord, PatternWord, Understood, understand
from core.words.vocabulary import Language


def said(found: Understood) -> str:
    """What was understood, in the order of the text; "-" before what is not wanted, "|" before another choice."""
    return " ".join(map(_said, found.parts))


def _said(part: KindWord | ColourWord | PatternWord) -> str:
    sign = "" if part.wanted else "-"
    match part:
        case KindWord():
            return sign + "/".join(part.names)
        case ColourWord():
            names = filter(None, (part.shade, part.colour))
            return sign + ("|" if part.or_before else "") + "_".join(names)
        case PatternWord():
            return sign + part.pattern


ENGLISH = """
navy dotted dress = navy dotted dress
Red shoes = red shoes
a pair of brown boots = brown shoes
something green = green
light blue jeans = light_blue pants
dark-green jacket = dark_green outwear
sky blue shirt = light_blue shirt
a dress with polka dots = dress dotted
polkadot skirt = dotted skirt
POLKA DOT skirts = dotted skirt
checked shirt = checked shirt
plaid flannel shirt = checked shirt ? flannel
tartan scarf = checked scarf
floral dresses = floral dress
dress with flowers = dress floral
T-shirt with print = t-shirt picture
tee with a logo = t-shirt picture
plain white t shirt = plain white t-shirt
solid colour top = plain top/t-shirt
blue and white striped longsleeve = blue white striped longsleeve
long-sleeved shirt = longsleeve shirt
red or pink skirt = red |pink skirt
trousers, not black = pants -black
a skirt without dots = skirt -dotted
shirt without pattern = shirt plain
no dress = -dress
not a red dress = -red dress
a striped shirt but not blue = striped shirt -blue
like this but green = green
same in turquoise = turquoise
burgundy sweater = dark_red longsleeve
mustard cardigan = dark_yellow longsleeve
teal blazer = dark_turquoise blazer/outwear
hoodie = hoodie/longsleeve
blouses = blouse/shirt
polo shirt = polo/t-shirt
undershirts = undershirt/t-shirt
swimsuit = swimwear
gold necklace = gold jewellery
silver watch = silver watch
leather belt = belt ? leather
dark trousers = dark pants
pale pink = pale_pink
bright yellow raincoat = bright_yellow outwear
beige trench coat = beige outwear
grey gray = grey
the shirt of a rock band = shirt ? rock band
"""

GERMAN = """
dunkelblaues gestreiftes Hemd = dark_blue striped shirt
Sommerkleid = dress ? Sommer
rote Schuhe = red shoes
ein Kleid mit Punkten = dress dotted
gepunktetes Kleid = dotted dress
karierte Hosen = checked pants
kariertes Flanellhemd = checked shirt ? Flanell
Blumenkleid = floral dress
geblümte Bluse = floral blouse/shirt
gebluemte Bluse = floral blouse/shirt
hellgrüner Pulli = light_green longsleeve
hellgruene Röcke = light_green skirt
grune Mutze = green hat
schwarzer Mantel = black outwear
schwarze Lederjacke = black outwear ? Leder
weißes T-Shirt mit Aufdruck = white t-shirt picture
weisses Shirt = white t-shirt
Streifenhemd = striped shirt
einfarbiger Rock = plain skirt
Hemd ohne Muster = shirt plain
Kleid ohne Blumen = dress -floral
keine Hosen = -pants
rot oder rosa = red |pink
nicht schwarz, sondern blau = -black blue
etwas in Türkis = turquoise
so wie dies, aber in grün = green
dunkle Hose = dark pants
knallrote Jacke = bright_red outwear
blasslila Schal = pale_purple scarf
Jeansjacke = outwear
Jeans = pants
weinrote Strickjacke = dark_red longsleeve
senfgelber Kapuzenpulli = dark_yellow hoodie/longsleeve
graue Turnschuhe = grey shoes
kurze Hose = shorts
goldene Kette = gold jewellery
silberne Uhr = silver watch
brauner Gürtel = brown belt
Badeanzug = swimwear
das Kleid hat Punkte = dress dotted
marineblaues Polohemd = navy polo/t-shirt
Sakko = blazer/outwear
rotes Hemd und blaue Hose = red shirt blue pants
Rotkleid = red dress
Dunkelrotkleid = dark_red dress
"""

SLIPS = """
yelow dress = yellow dress
striepd shirt = striped shirt
stripped tshirt = t-shirt ? stripped
purpel skrit = purple skirt
turqoise = turquoise
trowsers = pants
swetaer = longsleeve
shrit = shirt
gren dres = green dress
chekced = checked
flroal = floral
"""

GERMAN_SLIPS = """
gestreifftes Hemd = striped shirt
geschtreiftes Kleid = striped dress
gepunktetse Kleid = dotted dress
dunkelbalue Hose = dark_blue pants
Pulllover = longsleeve
Strikjacke = longsleeve
schwarzes Klied = black dress
"""

NOTHING = """
greet
been to the market
kleiner
sports
people
violent
the bedrock and a laptop
Landshut
heute weiter
dres5
12345 !?
Haute Couture
re
bl
gre
"""


def _rows(table: str) -> list[tuple[str, str, str]]:
    rows = []
    for line in filter(None, table.split("\n")):
        text, _, expected = line.partition(" = ")
        understood, _, unknown = expected.partition(" ? ")
        rows.append((text, understood, unknown))
    return rows


@pytest.mark.parametrize(("text", "expected", "unknown"), _rows(ENGLISH + SLIPS))
def test_english(text: str, expected: str, unknown: str) -> None:
    found = understand(text)
    assert said(found) == expected
    assert " ".join(found.unknown_words) == unknown


@pytest.mark.parametrize(("text", "expected", "unknown"), _rows(GERMAN + GERMAN_SLIPS))
def test_german(text: str, expected: str, unknown: str) -> None:
    found = understand(text, "de")
    assert said(found) == expected
    assert " ".join(found.unknown_words) == unknown


@pytest.mark.parametrize("text", list(filter(None, NOTHING.split("\n"))))
@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_read_into_other_words(text: str, language: Language) -> None:
    assert understand(text, language).parts == ()


def test_an_empty_question() -> None:
    assert understand("", "de") == Understood("", "de")
    assert understand(" a, the ; with ") == Understood(" a, the ; with ")


def test_of_words_of_both_languages_the_others_tell() -> None:
    assert said(understand("hat")) == said(understand("hat", "de")) == "hat"
    assert said(understand("Rock")) == said(understand("Rock", "de")) == "skirt"
    assert said(understand("das Kleid hat Blumen")) == "dress floral"
    assert said(understand("shirt")) == "shirt"
    assert said(understand("shirt", "de")) == said(understand("rotes Shirt")).removeprefix("red ") == "t-shirt"


def test_each_part_says_where_it_stands() -> None:
    text = "Ein dunkel-blaues Streifenhemd aus Leinen"
    found = understand(text)
    assert [text[slice(*part.span)] for part in found.parts] == ["dunkel-blaues", "Streifen", "hemd"]
    assert found.unknown_words == ("aus", "Leinen")
    assert [found.without(part) for part in found.parts] == [
        "Ein Streifenhemd aus Leinen",
        "Ein dunkel-blaues hemd aus Leinen",
        "Ein dunkel-blaues Streifen aus Leinen",
    ]


def test_everything_is_said_once() -> None:
    assert said(understand("red red dress, rotes Kleid")) == "red dress"
    assert understand("satin and satin").unknown_words == ("satin",)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert said(understand("gru\u0308ner Gu\u0308rtel")) == "green belt"


def test_a_long_text_is_read_up_to_its_bound() -> None:
    found = understand("x" * MOST_LETTERS + " red dress")
    assert found.parts == ()


@given(st.text(max_size=80))
def test_any_text_gives_parts_within_it(text: str) -> None:
    for found in (understand(text), understand(text, "de")):
        spans = [*(part.span for part in found.parts), *found.unknown]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(understand(found.without(part)) is not None for part in found.parts)
