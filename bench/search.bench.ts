/**
 * How well and how fast search finds, beside its peers, all in one run:
 *   npm run bench search            quality, known items, libraries of 1,000 and 10,000 articles
 *   npm run bench search 100000     libraries of the sizes given instead
 */
import { benchKnownItems, benchQuality } from './search/quality.ts'
import { benchScale } from './search/scale.ts'

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
if (sizes.length === 0) {
  await benchQuality()
  await benchKnownItems()
}
await benchScale(sizes.length > 0 ? sizes : [1000, 10_000])
