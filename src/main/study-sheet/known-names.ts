import names from './data/known-names.json' with { type: 'json' }
import { isTagged } from './known-words.ts'

const set = (words: string) => new Set(words.split(' '))

/** Stand before a person's name and are not part of it. */
export const titles = set(
  'mr mrs ms miss mx dr sir lord lady dame professor prof president minister premier chancellor senator governor mayor king queen prince princess emperor empress tsar czar tsarina sultan pope captain colonel general major lieutenant sergeant admiral commander marshal judge justice secretary secretary-general ambassador commissioner chairman chairwoman chairperson congressman congresswoman representative councillor bishop archbishop cardinal father sister brother reverend rev rabbi imam sheikh ayatollah inspector detective director duke duchess count countess baron baroness earl viscount gen col capt lt sgt maj adm sen rep gov pres hon chief deputy vice saint st coach officer'
)
/** Nouns that name a body of people when they end (or, with "of", begin) a name. */
export const bodies = set(
  'university college institute institution school academy ministry department agency bureau office authority commission committee council board bank fund party front union federation association organisation organization society foundation trust company corporation corp inc ltd plc gmbh group holdings press times post journal review gazette herald tribune telegraph newspaper magazine news museum gallery library laboratory laboratories lab observatory centre center hospital church court parliament congress senate assembly army navy force forces police guard club league alliance coalition network service house movement administration treasury exchange airlines airways railways railway motors industries pharmaceuticals technologies systems media television radio orchestra theatre theater studios brigade regiment consortium secretariat inspectorate archive archives stazione bund verein cooperative nations'
)
/** Nouns that name a place when they end a name. */
export const landforms = set(
  'river lake sea ocean bay gulf strait straits channel canal island islands isle isles peninsula cape coast mountain mountains hills hill valley desert forest plain plains plateau province district county region state states republic kingdom empire city town village street road avenue lane square bridge park palace castle airport harbour harbor port cave glacier volcano falls springs beach basin steppe mount archipelago territory reef'
)
/** Nouns that name a place when they begin a name, alone or with "of". */
export const landformsBefore = set(
  'mount mt lake cape fort gulf isles isle bay strait straits republic kingdom port san santa santo são los las river bay sea province city'
)
/** Names that end so are neither people nor places nor bodies: wars, laws, prizes, works. */
export const notNames = set(
  'war wars revolution treaty act prize award medal age renaissance games cup championship championships festival day week month year agreement accord accords pact charter plan programme program operation battle siege summit crisis law laws bill convention protocol dynasty bible test theory theorem effect syndrome disease virus uprising rebellion massacre famine depression enlightenment reformation one two amendment constitution'
)
/** Lower-case nouns beside a name that say it is a body of people. */
export const bodyNouns = set(
  'company firm agency union party newspaper daily weekly magazine journal group charity organisation organization bank university institute operator manufacturer maker regulator watchdog broadcaster airline museum startup supplier tank publisher committee ministry army'
)
/** Lower-case nouns beside a name that say it is a person (beside compromise's own list of professions). */
export const roles = set(
  'director head chair leader chief spokesman spokeswoman spokesperson curator curate physician reformer astronomer engineer mayor deputy president minister captain king queen widow son daughter wife husband father mother brother sister hydrologist neuroscientist anatomist analyst fellow author professor researcher scientist student nurse baker driver officer official member ambassador diplomat senator founder owner resident economist historian biologist physicist chemist geologist geneticist ecologist lawyer poet painter goldsmith carpenter printer nobleman colleague friend uncle aunt cousin editor journalist reporter teacher doctor farmer fisherman lecturer secretary'
)
/** Lower-case nouns beside a name that say it is a place. */
export const placeNouns = set(
  'city town village capital port island river lake province region district state country republic mountain valley suburb neighbourhood county'
)
export const speechVerbs = set(
  'said says say told tells tell added adds asked asks wrote writes write warned warns argued argues argue explained explains replied replies answered declared declares announced announces admitted admits complained complains noted notes recalled recalls insisted insists stressed stresses stressing emphasised emphasized emphasises emphasizes claimed claims stated states concluded concludes observed remarked commented comments called calls described describes calling promised promises responded cried shouted whispered muttered joked laughed confirmed denied tweeted posted quipped continued suggested suggests confessed protested objected begged ordered demanded mused reckoned reckons believes believed thinks thought citing cited predicted predicts urged urges estimated acknowledged reported reports recounted testified read reads begins quoted'
)

const countries = readCountries()
const zoneCities = readZoneCities()
const known = new Map<string, 'place' | 'organisation'>()
for (const name of names.places) known.set(name.toLowerCase(), 'place')
for (const name of names.organisations) known.set(name.toLowerCase(), 'organisation')

/** What a name (any spelling of its capitals) is known to be, or nothing. */
export function kindOfKnown(name: string): 'place' | 'organisation' | undefined {
  const lower = name.toLowerCase()
  const own = known.get(lower)
  if (own) return own
  if (countries.has(lower) || zoneCities.has(lower) || isTagged(lower, 'Country', 'City', 'Region'))
    return 'place'
  return isTagged(lower, 'Organization', 'SportsTeam') && lower.length > 3 ? 'organisation' : undefined
}

/** One name for the known spellings of one thing: "UN" and "United Nations". */
export function canonicalName(name: string): string {
  return aliases.get(name.toLowerCase()) ?? name
}
const aliases = new Map<string, string>()
for (const [name, ...others] of names.aliases)
  for (const other of others) aliases.set(other.toLowerCase(), name!)

/** The names of the world's countries in English, from the CLDR data the system carries. */
function readCountries(): Set<string> {
  const found = new Set<string>()
  const display = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const one of letters) {
    for (const two of letters) {
      const name = display.of(one + two)
      if (name && !name.startsWith('Pseudo') && name !== 'Unknown Region') found.add(name.toLowerCase())
    }
  }
  return found
}

/** The cities that time zones are named after: every capital with a zone of its own, about four hundred. */
function readZoneCities(): Set<string> {
  return new Set(
    Intl.supportedValuesOf('timeZone')
      .filter((zone) => zone.includes('/'))
      .map((zone) => zone.split('/').at(-1)!.replaceAll('_', ' ').toLowerCase())
  )
}
