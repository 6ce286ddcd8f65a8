import nlp from 'compromise'
import common from './data/common-words.json' with { type: 'json' }

const lexicon: ReadonlyMap<string, ReadonlySet<string>> = readLexicon()
const roots: ReadonlySet<string> = unpack(common.words)

/** What compromise's own word list says of a word (lower case): `MaleName`, `City`, `Demonym`, `Actor` … */
export function isTagged(word: string, ...tags: string[]): boolean {
  const found = lexicon.get(word)
  return found !== undefined && tags.some((tag) => found.has(tag))
}

/** Is it the given name of many people? */
export const isFirstName = (word: string) => isTagged(word, 'MaleName', 'FemaleName', 'FirstName')

/** `she`, `he`, or nothing when a given name is either or unknown. */
export function genderOf(firstName: string): 'she' | 'he' | undefined {
  const word = firstName.toLowerCase()
  const she = isTagged(word, 'FemaleName')
  const he = isTagged(word, 'MaleName')
  return she === he ? undefined : she ? 'she' : 'he'
}

const small = new Set(
  'a an the this that these those my your his her its our their some any each every all both most many few several no none one two three four five six seven eight nine ten another other such what which who whom whose when where why how if as at by for from in into of off on onto out over to up with without within about above after against along among around before behind below beneath beside between beyond during except inside like near outside past since through throughout till toward towards under until upon via and but or nor so yet not only also then than there here he she it we they you i me him us them is are was were be been being am do does did has have had will would shall should can could may might must still even just now once again perhaps indeed meanwhile however although though because while whether either neither today yesterday tomorrow later earlier finally instead thus hence yes others everyone everybody nobody somebody someone nothing something everything according despite unlike given much more less half part almost already hardly never ever nearly scholars experts officials critics supporters'.split(
    ' '
  )
)

/** A word that begins sentences without being a name: article, pronoun, preposition, adverb. */
export function isFunctionWord(word: string): boolean {
  return (
    small.has(word) ||
    isTagged(word, 'Preposition', 'Conjunction', 'Pronoun', 'Determiner', 'QuestionWord', 'Modal')
  )
}

/** Do most readers of English know the word? By the list in `data/common-words.json` and common endings. */
export function isFamiliar(word: string): boolean {
  if (word.length < 3 || small.has(word) || roots.has(word)) return true
  if (word.includes('-')) return word.split('-').every(isFamiliar)
  const bare = word.replace(/['’](?:s|t|re|ve|ll|d|m)?$/u, '')
  // Twice: the list was thinned by this rule, so that "interest" itself is left to "inter".
  return bare !== word
    ? isFamiliar(bare)
    : stems(word).some((stem) => roots.has(stem) || stems(stem).some((one) => roots.has(one)))
}

const endings: readonly (readonly [string, readonly string[]])[] = [
  ['s', ['']],
  ['es', ['']],
  ['ies', ['y']],
  ['ed', ['', 'e']],
  ['ied', ['y']],
  ['ing', ['', 'e']],
  ['ings', ['', 'e']],
  ['ly', ['', 'e']],
  ['ily', ['y']],
  ['ness', ['']],
  ['iness', ['y']],
  ['er', ['', 'e']],
  ['ers', ['', 'e']],
  ['ier', ['y']],
  ['est', ['', 'e']],
  ['iest', ['y']]
]

/** What a word may have been before a common ending or beginning; the list was thinned by the same rule. */
function stems(word: string): string[] {
  const found: string[] = []
  for (const [ending, replacements] of endings) {
    if (!word.endsWith(ending)) continue
    for (const replacement of replacements) {
      const stem = word.slice(0, -ending.length) + replacement
      if (stem.length >= 3) found.push(stem)
    }
  }
  const doubled = /^(.*(\p{L}))\2(?:ed|ing|er)$/u.exec(word)?.[1]
  if (doubled) found.push(doubled)
  for (const beginning of ['un', 're', 'non', 'over', 'out', 'under']) {
    if (!word.startsWith(beginning) || word.length - beginning.length < 4) continue
    const rest = word.slice(beginning.length)
    found.push(rest)
    if (beginning === 'un' || beginning === 're') found.push(...stems(rest))
  }
  return found
}

/** Each word as the number of letters (one of 0-9, A-Z) it shares with the one before, and the rest. */
function unpack(packed: string): Set<string> {
  const words = new Set<string>()
  let last = ''
  for (const [, shared, rest] of packed.matchAll(/([0-9A-Z])([a-z]+)/g)) {
    last = last.slice(0, Number.parseInt(shared!, 36)) + rest
    words.add(last)
  }
  return words
}

function readLexicon(): Map<string, Set<string>> {
  // The model is documented but not typed: https://github.com/spencermountain/compromise (nlp.model()).
  const model = (
    nlp as unknown as { model(): { one: { lexicon: Record<string, string | string[]> } } }
  ).model()
  return new Map(
    Object.entries(model.one.lexicon).map(([word, tags]) => [
      word,
      new Set(Array.isArray(tags) ? tags : [tags])
    ])
  )
}
