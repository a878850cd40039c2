/**
 * Short, common words for generated passphrases: four to seven letters, no two with the same first four,
 * none that sounds like another. Passphrases in use do not depend on this list, so words may be changed.
 */
export const words: readonly string[] = `
abbey able abode about above absorb access account achieve acorn acre across acting actor adapt adding
address admire advance advice aerial afford after again agenda agile agree ahead airport airy alarm
album alcove alert algae algebra alike alive alley almond alone aloud alpine already also always amazing
amber amend amount ample amuse anagram anchor ancient angel angle animal ankle annual answer anthem
antique antler anvil anybody apart appeal apple apricot apron arcade archer arctic area arena argue
armour aroma around arrange arrive arrow artist artwork ascend ashore aside asleep aspect assist athlete
atlas atom atrium attend attic auction audio august aurora author autumn avenue average avocado awake
award axis azure back bacon badge bagel bake balance balcony ball bamboo banana band banjo bank banner
barber bargain barley barn baron barrel basil basket batch bath baton battery bazaar beach beagle beak
beam bean bear beauty because become bedroom beech beetle before begin behave beige bell belong belt
bench benefit beret berry beside best better between beyond bicycle bike billion binder biology birch
bird biscuit bison blade blank blaze blend blink bloom blossom blouse blue blush board boat boiler bold
bolt bonfire bonnet bonus book boost boot border borrow botany both bottle boulder bounce bowl brace
brain branch brass brave bread breeze brew briar brick bridge brief bright bring brisk broad bronze
brook brown brush bubble bucket buddy budget buffet bugle build bulb bundle bunny burrow bush busy
butler butter buyer buzz bypass cabbage cabin cable cactus cadet cake calcium calf calm camel camp canal
candle canoe canteen canvas canyon caper capital captain caramel carbon card career cargo carol carpet
carrot cart carve cascade cashew casket castle casual catch cause cave cedar ceiling celery cello census
central certain chain chalk chamber chance charm chase chat check cheddar cheese cherry chess chew
chicken chief chimney choice choose chorus chuckle cinema circle citizen citrus city civic claim clam
clap clarity class clay clean clerk clever client cliff climb clip clock close cloth cloud clover club
clue coach coast coat cobalt cobble cocoa code coffee coin cold collar colony column combine comedy
comfort comic common company comrade concert cone confirm connect console contact cook cool copper copy
coral cord cork corner correct cosmic costume cosy cottage couch count couple courage cousin cover
coyote cradle craft crane crater crayon cream credit creek crest crew cricket crisp crochet crop cross
crouton crowd cruise crumb crust crystal cube cuckoo cuddle culture cupcake curious curl current cursor
curtain curve cushion custom cycle cymbal cypress dabble daily dairy daisy dance dapper dark darling
dash data dawn dazzle deal debate debut decade decent decide deck decline decor deep default defend
degree delight delta deluxe denim depend depth deputy desert design desk dessert detail develop device
diagram dial diamond diary dice dictate diesel differ digital dime diner dinghy dinner diploma direct
discuss dish display distant ditch diver dizzy dock dolphin domain domino donkey doodle door dorsal
double dough dove dozen dragon drama draw dream dress drift drill drive drizzle drum dryer duck dugout
dune during dusk dust duty duvet dwell dynamic each eager eagle early earn earring earshot earth easel
east easy echo eclipse edge edible edition educate effort eight elastic elbow elder elect elegant
element eleven ellipse embark emblem emerald emotion empire enable enamel encore endless energy engage
engine enjoy enough enrich ensure enter entire entry epic episode equal equip eraser errand essay
essence estate even every evident exact example exceed excited exhibit exit exotic expand expert explore
express extend extra eyebrow fable fabric facade face factor fair falcon false famous fancy fanfare
farmer fashion fast favour feast feather federal fellow fence fennel fern ferry festive fetch fiction
fiddle fidget field fiesta fifteen figure filing film filter final finch find finger finish fire firm
first fish fitness fixture flag flame flannel flask flat flavour fleece flicker flight flint float flock
floor florist flour flower fluent fluffy flute foam focus foggy foil folder foliage follow fond forest
forget fork formal fortune forum forward fossil fragile frame freedom fresh friday friend fringe frog
front frost frozen fruit fudge full funny furnish future gadget gain galaxy gallery galore game gander
garage garden garlic garment gasket gate gather gazebo gear gene genius gentle genuine geology geyser
giant gift giggle ginger giraffe give glacier glad glass gleam glide glimpse glitter globe glory gloss
glove glow glue gnome goal goat goblet goggles gold golf gondola good goose gorge gosling gown grace
grain grammar grand grape grass gravel great green grid grin grocer ground grove grow guava guess guide
guitar gull gust gymnast habit haddock halfway hall hammock hamper hamster hand hangar happy harbour
hardy harmony harp harvest hasten hatch haul haven hawk hazel head heap heart heat heavy hectare hedge
height helmet help herald herb hero hexagon hiccup hidden high hike hill hinge history hobby hockey hold
holiday hollow home honest honour hood hoop hope horizon horn horse host hotel house hover hubcap huge
human humble humour hundred hurdle hurry hydrant ibex iceberg icicle icing icon idea igloo ignite image
import impress impulse inch include income index indigo indoor inform ingot inkwell inlet inner input
insect inside inspire instant intact intend invent invite invoice iris iron island italic item itself
ivory jacket jaguar january jasmine jaunt javelin jazz jelly jersey jetty jewel jigsaw jockey join joke
jolly journal joyful jubilee juggle juice july jumbo jumper june jungle junior just karate kayak keen
keep kennel kernel kestrel kettle keynote kilo kind king kiosk kipper kitchen kite kitten kiwi knack
knee knit knock know koala label labour lace lacquer ladder lagoon lake lamb lamp lantern large lark
laser last latch later lather lattice laugh laundry laurel lava lawn layer layout lead leaf league lean
learn leather leave lecture ledger leek legend legible leisure lemon lemur lend length lentil leopard
lesson letter level lexicon library lido lift light lilac lilt lily limb lime limit limpet linen link
lion liquid list litre little live lizard loaf lobby lobster local lodge lofty logic logo long look loop
lorry lottery lotus loud lounge love loyal lucky lullaby lunar lunch lupin lush luxury lynx lyric
machine magenta magic magnet magpie maiden mail main major maker mallet mammal manage mane mango manner
manor mansion mantle manual maple marble march margin marina market maroon marry marsh martin marvel
mascot master match matter maximum maze meadow meal mean measure medal medium medley meet mellow melody
melt member memory mention menu mercury merit mermaid merry message metal meteor method metre micro
middle might migrate mild mile milk mill mimic mind mineral mingle minimum minor mint minute mirror
mission mist mitten mixer mixture moat mobile model module mole moment monday monitor month mood moon
moor morning morsel moss most motel motion motor motto mount mouse mouth move much muddy muffin mural
museum music muslin mustard mute mutual myself mystery myth name napkin narrow nation nature navy near
neat nectar negate neon nest nettle network neutral never newest next nibble nice nickel nimble nine
noble noise nomad noodle noon normal north nose notable note nothing notice nougat nova novel novice
nudge nugget number nursery nutmeg nutty nylon oasis oath oatmeal object oblong oboe observe obtain
occur ocean octave october offer office often okay olive once onion online only onset onward onyx opal
open opera opinion oppose optic oracle orange orbit orchard order oregano organ origin ornate ostrich
other otter ounce outcome outdoor outfit outline oval oven over owner oxygen oyster pace pack paddle
padlock page pagoda paint palace palette palm pamper pancake panda panel pantry papaya paper parade
parcel park parrot parsley part passage pasta patch path patio pattern pause payment peace peak peanut
pearl pebble pecan pedal peel pelican pencil pendant penguin pepper perfect perhaps period permit person
petal pewter phone photo phrase physics piano pickle picnic picture piece pigeon pilgrim pillar pilot
pine pink pioneer pipe pitch pivot pixel pizza place planet plaster plate play plaza please plenty plot
plough plum plus plywood pocket podium poem poet point polar polite polka pollen polo pond pony poodle
popcorn poplar poppy porch port postal potato pottery pouch powder power praise precise prefer prelude
premium prepare present pretty price pride primary prince prism private prize problem produce profile
program project promise proper prose protect proud provide prune public pudding puffin pull pulse puma
pumpkin pupil puppet puree purple purse puzzle pyramid quaint quality quantum quarry queen query quest
quick quiet quill quiz quote rabbit raccoon radar radio raffle rafter railway rain raisin rally ramble
ramp ranch random range rapid rapport rare rather raven ravine reach ready real reason rebate rebuild
recall receipt recipe recycle redwood reef reflect refresh refund region regular relax relic remain
remedy remind remote rename renew rent repair repeat reply request rescue reserve resort respect rest
result retail retreat return reunion revise revolve reward ribbon rice rich rider ridge rigid ring
ripple rise ritual river road roam roast robin robot rocket roller romance romp roof room rooster rope
rose roster rotate rotor round routine rover royal rubber ruby rudder ruffle rugby rule rumble runner
rural rustic saddle safari saffron sage sailor salad salmon salt salute same sample sand sapling sardine
satin saturn sauce sausage save savings savoury scale scamper scarf scene sceptre scheme school science
scone scooter score scout screen scroll sculpt seagull seal seaside seat seaweed second section seed
segment seldom select seminar senior sense sentry sequel series serve session settle seven shade shampoo
shape share sheep shelf shield shimmer shine ship shirt shop shore shovel show shrub shuttle sibling
side sienna signal silent silk silver simple since singer siren sixteen size skate sketch skill skipper
skirt skyline slalom slate sleep slice slide slim slipper slope sloth slow small smart smile smock
smooth snack snail snorkel snow snug soap soar soccer social sock soda sofa soft soil solar solid
soloist solve some sonnet soon soprano sorbet sorrel sort soup source south space spaniel spare speak
special speech spend sphere spice spider spinach spiral splash spoken sponge spoon sport spot spray
spring sprout spruce square stable stadium staff stage stamp stand stapler star state steady steel stem
stencil step stereo steward still stirrup stitch stock stone stool store stove strap stream string
strong studio sturdy style subject submit suburb subway sudden suede sugar suggest suit sultana summer
sunday sunny sunrise sunset super supper sure surf surname survey swallow swan swap sweater sweep swift
swim swing switch symbol syntax system tabby table tackle tadpole tailor take talcum talent talk tall
tambour tandem tangle tank tape target tariff tartan task taste tavern taxi teach teak team teapot teddy
temple tendril tennis tent term terrace test text thank thatch theatre theme theory thermal thick
thimble think third thistle those thread thrift throne thunder thyme ticket tide tidy tiger tile timber
time tinker tinsel tiny tissue title toast today toffee token tomato tonight tool topaz topic topple
torch total toucan tour towel town track trade train travel treat tree trek trend tribute trick trifle
trinket trip triumph trolley trophy trout trowel truck true trumpet trunk trust truth tuba tuesday
tugboat tulip tumble tuna tundra tunic tunnel turbine turkey turn turtle tweed twelve twenty twig twin
twist type typical ukulele ultra under unfold unicorn uniform union unique unit unlock until unusual
unveil upbeat update uphill uplift upper upright uptown upward urban urchin useful usher usual utensil
utility vacant vacuum valiant valley value vanilla vapour variety vase vast vault vector vehicle velvet
vendor venture venue verb verify verse vessel vest veteran viaduct victory video view villa vine vintage
vinyl violin virtue visible visual vital vivid vocal voice volcano volley volume vote vowel voyage wafer
waffle wagon wagtail waiter walk wallet walnut walrus waltz wander warbler warm wash water wave weasel
weather weaver website wedding weekend welcome west wharf wheat wheel whim whisk white wicker wide width
wigwam wild willow wing winner winter wire wisdom wise wish within wizard wolf wombat wonder wood wool
word work world worth woven wren wrist yard yarn yawn year yeast yellow yield yodel yoga yoghurt yonder
young youth zeal zebra zenith zero zest zigzag zinc zone zoom
`
  .trim()
  .split(/\s+/);
