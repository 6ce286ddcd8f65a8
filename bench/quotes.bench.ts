/**
 * Quotes of which nothing but their words (and 32 units around them) is known, found in another edition of
 * their text: what an import of another app's highlights does. Beside exact search and our plain version of
 * Hypothesis' published algorithm. Texts and truth are those of the anchors' bench.
 *   npm run bench -- quotes
 *   npm run bench -- quotes tuning show=5 texts=12
 */

import { QuotePlacer } from '../src/main/versions/quote-placer.ts'
import { quoteAt, type TextQuote } from '../src/shared/anchoring/quote.ts'
import { plainSpelling } from '../src/shared/anchoring/tokens.ts'
import type { Placement } from '../src/shared/anchoring/verdict.ts'
import {
  type AnchorCase,
  agreement,
  anchorCases,
  edgesWithinAWord,
  type Truth
} from '../src/shared/testing/anchor-cases.ts'
import { edits } from '../src/shared/testing/edit-made-text.ts'
import { madeLanguages } from '../src/shared/testing/made-languages.ts'
import { exactSearch, likeHypothesis } from './anchors/peers.ts'
import { type Said, Tally } from './anchors/tally.ts'
import { option } from './option.ts'

const tuning = process.argv.includes('tuning')
const show = Number(option('show') ?? 0)
const texts = Number(option('texts') ?? 3)
const HIGHLIGHTS = 36
const PEER_EVERY = 12
const TUNING_SEED = 150_000
/** Nothing but the figures this prints was ever looked at there. */
const HELD_OUT_SEED = 8_000_000

const tallies = () => new Map(edits.map(({ name }) => [name, new Tally()]))
const ways = { 'with context': tallies(), 'words only': tallies() }
const peers = { 'exact search': new Tally(), 'like Hypothesis': new Tally(), Lectern: new Tally() }
/** Wrong ones that say the same words: the text had them twice, and the one that was meant is gone or changed. */
const twins = { 'with context': 0, 'words only': 0 }
let [cases, shown, ms] = [0, 0, 0]

for (const [l, language] of madeLanguages.entries()) {
  for (let text = 0; text < texts; text++) {
    const seed = (tuning ? TUNING_SEED : HELD_OUT_SEED) + l * 1000 + text
    for (const one of anchorCases(language, seed, 2500, HIGHLIGHTS)) {
      const placer = new QuotePlacer(one.new.text)
      for (const { span, truth } of one.highlights) {
        const quote = quoteAt(one.old.text, span)
        const started = performance.now()
        const placed = placer.place(quote)
        ms += performance.now() - started
        const said = judged(one, truth, placed)
        count('with context', one, truth, quote, placed, said)
        const bare = placer.place({ ...quote, prefix: '', suffix: '' })
        count('words only', one, truth, quote, bare, judged(one, truth, bare))
        if (cases++ % PEER_EVERY !== 0) continue
        peers.Lectern.count(truth, said)
        for (const [name, find] of [
          ['exact search', () => exactSearch(one.new.text, quote)],
          ['like Hypothesis', () => likeHypothesis(one.new.text, quote, span.start)]
        ] as const) {
          const start = performance.now()
          const found = find()
          peers[name].ms += performance.now() - start
          const like = found ? agreement(truth, one.new, found) : 0
          const edges = found !== undefined && edgesWithinAWord(truth, one.new, found)
          peers[name].count(truth, { answer: found ? 'sure' : 'none', like, edges })
        }
      }
    }
  }
}

console.log(`${cases} quotes, ${madeLanguages.length * texts} texts, ${tuning ? 'tuning' : 'held-out'} seeds`)
for (const [way, tallied] of Object.entries(ways)) {
  console.log(`\n${way.padEnd(36)} ${Tally.head}`)
  for (const [name, tally] of tallied) console.log(`${name.padEnd(36)} ${tally.line()}`)
  let wrong = 0
  for (const tally of tallied.values()) wrong += tally.wrong
  const same = twins[way as keyof typeof ways]
  console.log(
    `confident wrong, ${way}: ${wrong} of ${cases}; on other words than the quote's: ${wrong - same}, ` +
      `on the same words where the text said them twice: ${same}`
  )
}
console.log(`\nBeside others, every ${PEER_EVERY}th of these cases\n${''.padEnd(36)} ${Tally.head}`)
for (const [name, tally] of Object.entries(peers)) console.log(`${name.padEnd(36)} ${tally.line()}`)
const each = (tally: Tally) => ((tally.ms * PEER_EVERY) / cases).toFixed(3)
console.log(
  `ms a quote in 2,500 words: ${(ms / cases).toFixed(3)} (exact search ${each(peers['exact search'])}, like Hypothesis ${each(peers['like Hypothesis'])})`
)
timeLargeText()

function timeLargeText(): void {
  const large = [...anchorCases(madeLanguages[0]!, 77, 100_000, 1000)].find(
    ({ edit }) => edit === 'moved, words replaced 5 %'
  )!
  const start = performance.now()
  const placer = new QuotePlacer(large.new.text)
  for (const { span } of large.highlights) placer.place(quoteAt(large.old.text, span))
  const each = (performance.now() - start) / large.highlights.length
  const sample = large.highlights.slice(0, 20)
  const others = performance.now()
  for (const { span } of sample) likeHypothesis(large.new.text, quoteAt(large.old.text, span), span.start)
  console.log(
    `1,000 quotes in 100,000 words: ${each.toFixed(2)} ms each, reading the text included ` +
      `(like Hypothesis: ${((performance.now() - others) / sample.length).toFixed(1)} ms each)`
  )
}

function judged(one: AnchorCase, truth: Truth, { verdict, span }: Placement): Said {
  return {
    answer: verdict === 'unsure' ? 'asks' : verdict === 'lost' ? 'none' : 'sure',
    like: span ? agreement(truth, one.new, span) : 0,
    edges: span !== undefined && edgesWithinAWord(truth, one.new, span)
  }
}

function count(
  way: keyof typeof ways,
  one: AnchorCase,
  truth: Truth,
  quote: TextQuote,
  placed: Placement,
  said: Said
): void {
  ways[way].get(one.edit)!.count(truth, said)
  if (said.answer !== 'sure' || said.like >= 0.5) return
  const { start, end } = placed.span!
  const { text } = one.new
  if (plainSpelling(text.slice(start, end)) === plainSpelling(quote.exact)) {
    twins[way]++
    return
  }
  if (shown++ >= show) return
  console.log(`wrong, ${way}: ${one.edit}, ${one.language}, ${JSON.stringify(placed)}`)
  console.log(`  quote ${JSON.stringify(`${quote.prefix} >>>${quote.exact}<<< ${quote.suffix}`)}`)
  console.log(
    `  found ${JSON.stringify(`${text.slice(start - 40, start)} >>>${text.slice(start, end)}<<< ${text.slice(end, end + 40)}`)}`
  )
}
