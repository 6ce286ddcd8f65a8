/**
 * How well and how fast search finds, beside its peers, all in one run:
 *   npm run bench -- search                   quality, known items, libraries of 1,000, 10,000 and 100,000 articles
 *   npm run bench -- search 1000 10000        libraries of the sizes given, nothing else
 *   npm run bench -- search 100000 --build    with its indexes built anew, not kept from the last run
 */
import { benchKnownItems, benchQuality } from './search/quality.ts'
import { benchScale } from './search/scale.ts'

const args = process.argv.slice(2)
const sizes = args.map(Number).filter((size) => size > 0)
if (sizes.length === 0) {
  await benchQuality()
  await benchKnownItems()
}
await benchScale(sizes.length > 0 ? sizes : [1000, 10_000, 100_000], args.includes('--build'))
