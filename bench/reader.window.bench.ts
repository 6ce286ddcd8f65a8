/**
 * The reader against its limits, in the built app:
 *   npm run bench -- reader                        opening, marking, noting and starting
 *   npm run bench -- reader opening                one of them
 *   npm run bench -- reader opening --rounds 9     more rounds; times are medians
 */
import { parseArgs } from 'node:util'
import { measureMarking } from './reader/marking.ts'
import { measureNoting } from './reader/noting.ts'
import { measureOpening } from './reader/opening.ts'
import { goals } from './reader/print.ts'
import { readingLibrary } from './reader/reading-library.ts'
import { measureStarting } from './reader/starting.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } }
})
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`Not a number of rounds: ${values.rounds}`)
const parts = ['opening', 'marking', 'noting', 'starting'] as const
const isPart = (name: string): name is (typeof parts)[number] => (parts as readonly string[]).includes(name)
for (const name of positionals) {
  if (!isPart(name)) throw new Error(`There is no ${name}; there are ${parts.join(', ')}`)
}
const wanted = positionals.length > 0 ? positionals : parts

const limits = goals()
if (wanted.includes('opening')) await measureOpening(await readingLibrary(), rounds, limits)
if (wanted.includes('marking')) await measureMarking(await readingLibrary(), rounds, limits)
if (wanted.includes('noting')) await measureNoting(limits)
if (wanted.includes('starting')) await measureStarting(rounds, limits)
console.log(limits.missed === 0 ? '\nEvery goal is met.' : `\n${limits.missed} goals are missed.`)
