/** A small generator (mulberry32): the same library on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'dr',
  'f',
  'fl',
  'g',
  'gr',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'qu',
  'r',
  's',
  'st',
  'sh',
  't',
  'tr',
  'v',
  'w',
  'z'
]
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou']
const codas = ['', 'n', 'r', 's', 't', 'l', 'nd', 'rk', 'm', 'ck']

/** Pronounceable words: the n-th is always the same; about two to four syllables. */
export function word(rank: number): string {
  const next = random(rank * 2654435761)
  let made = ''
  for (let syllables = 2 + Math.floor(next() * 3); syllables > 0; syllables--) {
    made += onsets[Math.floor(next() * onsets.length)] ?? ''
    made += vowels[Math.floor(next() * vowels.length)] ?? ''
  }
  return made + (codas[Math.floor(next() * codas.length)] ?? '')
}

const VOCABULARY = 400_000
const known: string[] = []

/** A word by Zipf's law: the n-th commonest has a share of about 1 / n. */
function zipfWord(next: () => number): string {
  const rank = Math.floor(VOCABULARY ** next())
  known[rank] ??= word(rank)
  return known[rank]
}

/** An article of about 800 words with a title of six. */
export function article(number: number): { title: string; text: string } {
  const next = random(number + 1)
  const length = 500 + Math.floor(next() * 600)
  let text = ''
  for (let at = 0; at < length; at++) text += (at === 0 ? '' : at % 80 === 0 ? '.\n\n' : ' ') + zipfWord(next)
  const title: string[] = []
  // A title says what the text is about: rarer words, some of which come again in the text.
  for (let at = 0; at < 6; at++) {
    known[0] ??= word(0)
    const rank = Math.floor(VOCABULARY ** (0.4 + 0.6 * next()))
    known[rank] ??= word(rank)
    title.push(known[rank] ?? '')
  }
  return { title: title.join(' '), text: `${text} ${title.slice(0, 3).join(' ')}` }
}

/** The commonest words of the synthetic articles. */
export function commonWords(count: number): string[] {
  return Array.from({ length: count }, (_, at) => word(at + 1))
}
