"""Words for kinds of garments."""

from __future__ import annotations

from types import MappingProxyType

from core.words.meanings import Kind

# One line for each kind: its names in networks, the finest first, then the words for it. A network that does not know
# the finest name is asked for the next one.

ENGLISH = """
dress: dress dresses gown gowns frock frocks sundress sundresses
hat: hat hats cap caps beanie beanies beret berets fedora fedoras
longsleeve: longsleeve longsleeves longsleeved long_sleeve long_sleeves long_sleeved sweater sweaters jumper jumpers
longsleeve: pullover pullovers sweatshirt sweatshirts cardigan cardigans knitwear turtleneck turtlenecks
outwear: outwear outerwear jacket jackets coat coats parka parkas anorak anoraks raincoat raincoats trenchcoat
outwear: trenchcoats trench_coat trench_coats rain_coat overcoat overcoats bomber waistcoat waistcoats vest vests gilet
pants: pants trousers trouser jeans jean chinos chino leggings legging slacks joggers jogger sweatpants
shirt: shirt shirts
shoes: shoes shoe boots boot sneakers sneaker trainers trainer sandals sandal heels heel loafers loafer pumps slippers
shoes: slipper footwear flip_flops
shorts: shorts bermudas bermuda_shorts
skirt: skirt skirts miniskirt miniskirts
t-shirt: tshirt tshirts t_shirt t_shirts tee tees tee_shirt tee_shirts
bag: bag bags handbag handbags purse purses backpack backpacks rucksack rucksacks tote clutch
watch: watch watches wristwatch
jewellery: jewellery jewelry necklace necklaces earring earrings bracelet bracelets ring rings bangle bangles brooch
scarf: scarf scarves shawl shawls
belt: belt belts
glasses: glasses sunglasses eyeglasses spectacles
socks: socks sock stockings stocking tights hosiery
swimwear: swimwear swimsuit swimsuits swim_suit bikini bikinis bathing_suit swimming_trunks swim_trunks
underwear: underwear bra bras panties briefs boxers lingerie underpants
gloves: gloves glove mittens mitten
tie: tie ties necktie neckties bow_tie
blazer outwear: blazer blazers suit_jacket
hoodie longsleeve: hoodie hoodies hoody
polo t-shirt: polo polos polo_shirt polo_shirts
top t-shirt: top tops tank_top tank_tops camisole camisoles crop_top
undershirt t-shirt: undershirt undershirts
blouse shirt: blouse blouses
body t-shirt: body bodysuit bodysuits
"""

GERMAN = """
dress: kleid kleider kleidern kleides
hat: hut hüte hüten mütze mützen kappe kappen cap caps baskenmütze käppi strohhut strohhüte
hat: sonnenhut sonnenhüte filzhut fischerhut sommerhut
longsleeve: pullover pullovern pulli pullis pulover sweatshirt sweatshirts strickjacke strickjacken strickpulli cardigan
longsleeve: langarmshirt langarmshirts longsleeve longsleeves rolli rollkragenpullover sweater strickpullover
outwear: steppweste daunenweste strickweste
outwear: jacke jacken mantel mäntel mänteln anorak parka weste westen trenchcoat regenmantel jackett jacketts
pants: cordhose cordhosen lederhose lederhosen latzhose latzhosen schlaghose schlaghosen anzughose anzughosen
pants: leinenhose leinenhosen trainingshose trainingshosen sporthose sporthosen cargohose cargohosen sommerhose
pants: hose hosen jeans jeanshose jeanshosen leggings leggins jogginghose jogginghosen chino chinos stoffhose
shirt: hemd hemden hemdes hemds
shoes: schuh schuhe schuhen stiefel stiefeln stiefelette stiefeletten turnschuh turnschuhe turnschuhen sneaker sneakers
shoes: sandale sandalen halbschuhe pumps ballerinas hausschuhe absatzschuhe pantoffel pantoffeln
shorts: shorts kurze_hose kurzen_hosen kurze_hosen kurzer_hose bermudas bermudashorts
skirt: rock röcke röcken rockes minirock miniröcke jeansrock jeansröcke faltenrock faltenröcke bleistiftrock
skirt: bleistiftröcke wickelrock wickelröcke maxirock maxiröcke sommerrock sommerröcke
t-shirt: tshirt tshirts t_shirt t_shirts shirt shirts
bag: tasche taschen handtasche handtaschen rucksack rucksäcke beutel
watch: uhr uhren armbanduhr armbanduhren
jewellery: schmuck kette ketten halskette halsketten ohrring ohrringe ohrringen armband armbänder ring ringe brosche
scarf: schal schals halstuch halstücher tuch tücher
jewellery: perlenkette perlenketten
belt: gürtel gürteln
glasses: brille brillen sonnenbrille sonnenbrillen
socks: socke socken strumpf strümpfe strümpfen strumpfhose strumpfhosen
swimwear: badeanzug badeanzüge bikini bikinis badehose badehosen
underwear: unterwäsche unterhose unterhosen bh slip slips boxershorts
gloves: handschuh handschuhe handschuhen fäustlinge
tie: krawatte krawatten schlips fliege
blazer outwear: blazer sakko sakkos
hoodie longsleeve: hoodie hoodies kapuzenpulli kapuzenpullover kapuzenpullis
polo t-shirt: polo polos polohemd polohemden poloshirt poloshirts
top t-shirt: top tops trägertop trägertops tanktop tanktops
undershirt t-shirt: unterhemd unterhemden
blouse shirt: bluse blusen
body t-shirt: body bodys
"""

# German words that stand behind others in one: "Sommerkleid". Shorter ones do so only behind words that are known, as
# in "Karorock", because they also end words that are no clothes: "Psychose", "Barock".
HEADS = frozenset(
    "kleid kleider kleidern hemd hemden unterhemd jacke jacken mantel mäntel schuh schuhe schuhen handschuh handschuhe "
    "handschuhen stiefel bluse blusen pullover pulli pullis mütze mützen shirt shirts tasche taschen gürtel socken "
    "strumpf strümpfe brille shorts jeans blazer".split()
)
SHORT_HEADS = frozenset("hose hosen rock röcke röcken hut hüte top tops weste westen kette ketten".split())


def table(lines: str) -> MappingProxyType[str, Kind]:
    """The kinds by their words, of lines such as those above; a phrase has spaces."""
    kinds: dict[str, Kind] = {}
    for line in filter(None, lines.split("\n")):
        names, words = line.split(": ")
        kinds |= {word.replace("_", " "): Kind(tuple(names.split())) for word in words.split()}
    return MappingProxyType(kinds)
