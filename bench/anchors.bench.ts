/**
 * Highlights carried into other editions of their texts, beside exact search and our plain version of
 * Hypothesis' published algorithm. The truth is known, because the texts and the edits are made here.
 *   npm run bench -- anchors            the seeds nothing was tuned on
 *   npm run bench -- anchors tuning     the seeds the floors were chosen on
 *   npm run bench -- anchors tuning show=5 texts=12    with five of the failures, more texts
 *   npm run bench -- anchors tuning first=40           texts nobody has looked at yet
 */

import { alignTexts } from '../src/shared/anchoring/align-texts.ts'
import { placeSpan } from '../src/shared/anchoring/place-span.ts'
import { quoteAt, type TextSpan } from '../src/shared/anchoring/quote.ts'
import type { Verdict } from '../src/shared/anchoring/verdict.ts'
import {
  type AnchorCase,
  agreement,
  anchorCases,
  edgesWithinAWord,
  type Truth
} from '../src/shared/testing/anchor-cases.ts'
import { edits } from '../src/shared/testing/edit-made-text.ts'
import { madeLanguages } from '../src/shared/testing/made-languages.ts'
import type { Rendered } from '../src/shared/testing/made-texts.ts'
import { exactSearch, likeHypothesis } from './anchors/peers.ts'
import { type Said, Tally } from './anchors/tally.ts'
import { option } from './option.ts'

const tuning = process.argv.includes('tuning')
const show = Number(option('show') ?? 0)
const texts = Number(option('texts') ?? 3)
const first = Number(option('first') ?? 0)
const HIGHLIGHTS = 36
/** Each peer takes 1 to 10 ms a highlight: it is shown every twelfth case. */
const PEER_EVERY = 12
/** Looked at as often as one likes. */
const TUNING_SEED = 50_000
/** Nothing was ever looked at there but the figures this prints. Once it was, it belongs to the others. */
const HELD_OUT_SEED = 7_000_000

const ours = new Map(edits.map(({ name }) => [name, new Tally()]))
const peers = { 'exact search': new Tally(), 'like Hypothesis': new Tally(), Lectern: new Tally() }
let cases = 0
let shown = 0
for (const [l, language] of madeLanguages.entries()) {
  for (let text = first; text < first + texts; text++) {
    const seed = (tuning ? TUNING_SEED : HELD_OUT_SEED) + l * 1000 + text
    for (const one of anchorCases(language, seed, 2500, HIGHLIGHTS)) {
      const alignment = alignTexts(one.old.text, one.new.text)
      for (const { span, truth } of one.highlights) {
        const placed = placeSpan(alignment, span)
        const answer = answerOf(placed.verdict)
        const said = judged(one.new, truth, answer, placed.span)
        ours.get(one.edit)!.count(truth, said)
        if (answer === 'sure' && said.like < 0.5 && shown++ < show)
          explain(one, span, placed.span!, JSON.stringify(placed))
        if (cases++ % PEER_EVERY !== 0) continue
        peers.Lectern.count(truth, said)
        const quote = quoteAt(one.old.text, span)
        for (const [name, find] of [
          ['exact search', () => exactSearch(one.new.text, quote)],
          ['like Hypothesis', () => likeHypothesis(one.new.text, quote, span.start)]
        ] as const) {
          const start = performance.now()
          const found = find()
          peers[name].ms += performance.now() - start
          peers[name].count(truth, judged(one.new, truth, found ? 'sure' : 'none', found))
        }
      }
    }
  }
}

const scripts = new Set(madeLanguages.map(({ script }) => script)).size
console.log(
  `${cases} highlights, ${madeLanguages.length * texts} texts, ${scripts} scripts, ${tuning ? 'tuning' : 'held-out'} seeds`
)
console.log(`${''.padEnd(36)} ${Tally.head}`)
for (const [name, tally] of ours) console.log(`${name.padEnd(36)} ${tally.line()}`)
const total = (of: (tally: Tally) => number) => [...ours.values()].reduce((sum, tally) => sum + of(tally), 0)
console.log(`confident wrong: ${total((tally) => tally.wrong)} of ${cases}`)
console.log(`\nBeside others, every ${PEER_EVERY}th of these cases\n${''.padEnd(36)} ${Tally.head}`)
for (const [name, tally] of Object.entries(peers)) console.log(`${name.padEnd(36)} ${tally.line()}`)
timeLargeText()

/** 1,000 highlights in a text of 100,000 words of which one in twenty was replaced and passages moved. */
function timeLargeText(): void {
  const cases = anchorCases(madeLanguages[0]!, 77, 100_000, 1000)
  const large = [...cases].find(({ edit }) => edit === 'moved, words replaced 5 %')!
  const start = performance.now()
  const alignment = alignTexts(large.old.text, large.new.text)
  const aligned = performance.now()
  for (const { span } of large.highlights) placeSpan(alignment, span)
  const placed = performance.now()
  const sample = large.highlights.slice(0, 20)
  for (const { span } of sample) likeHypothesis(large.new.text, quoteAt(large.old.text, span), span.start)
  const others = performance.now()
  console.log(
    `\n1,000 highlights in 100,000 words: aligned once in ${(aligned - start).toFixed(0)} ms, then ` +
      `${((placed - aligned) / 1000).toFixed(3)} ms each; all together ${((placed - start) / 1000).toFixed(2)} ms ` +
      `each (like Hypothesis: ${((others - placed) / sample.length).toFixed(1)} ms each)`
  )
}

function answerOf(verdict: Verdict): Said['answer'] {
  return verdict === 'unsure' ? 'asks' : verdict === 'lost' ? 'none' : 'sure'
}

function judged(after: Rendered, truth: Truth, answer: Said['answer'], span: TextSpan | undefined): Said {
  return {
    answer,
    like: span ? agreement(truth, after, span) : 0,
    edges: span !== undefined && edgesWithinAWord(truth, after, span)
  }
}

function explain(one: AnchorCase, old: TextSpan, found: TextSpan, why: string): void {
  const around = (text: string, { start, end }: TextSpan) =>
    JSON.stringify(
      `${text.slice(start - 40, start)} >>>${text.slice(start, end)}<<< ${text.slice(end, end + 40)}`
    )
  console.log(`wrong: ${one.edit}, ${one.language}, ${why}\n  old ${around(one.old.text, old)}`)
  console.log(`  new ${around(one.new.text, found)}`)
}
