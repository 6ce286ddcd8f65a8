import { segmenterOf } from '../../shared/segmenter.ts'

/** How far to look for the ends of the sentence, UTF-16 units each way. */
const REACH = 1500
/** A card shows no more than this. */
const LONGEST = 2000

/** The sentence or sentences that `start` to `end` of `text` stand in, within their paragraphs, and where they begin. */
export function sentenceAround(
  text: string,
  start: number,
  end: number,
  language: string
): { text: string; start: number } {
  const before = text.lastIndexOf('\n', start - 1) + 1
  const after = text.indexOf('\n', end)
  const from = Math.max(before, start - REACH)
  const to = Math.min(after === -1 ? text.length : after, end + REACH)
  const local = { start: start - from, end: end - from }
  let first = local.start
  let last = local.end
  for (const { index, segment } of segmenterOf(language || 'en', 'sentence').segment(text.slice(from, to))) {
    if (index + segment.length <= local.start) continue
    if (index >= local.end) break
    first = Math.min(first, index)
    last = Math.max(last, index + segment.length)
  }
  const whole = text
    .slice(from + first, from + last)
    .slice(0, LONGEST)
    .toWellFormed()
    .trimEnd()
  const sentence = whole.trimStart()
  return { text: sentence, start: from + first + whole.length - sentence.length }
}
