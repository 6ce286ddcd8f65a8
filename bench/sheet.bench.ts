import {
  type Count,
  compare,
  compareSpeakers,
  findWithCompromise,
  findWithLectern,
  kinds,
  readSamples
} from './sheet/score.ts'

/**
 * What the study sheet finds in the labelled texts of bench/sheet (see its README), beside compromise used
 * plain: precision, recall and F1 over all names of a half, and the time it takes. `--show` prints what was
 * wrong and what was missed; `--half tune` looks at one half only, so that the other stays unseen.
 */
const samples = readSamples()
const show = process.argv.includes('--show')
const only = process.argv.includes('--half') ? process.argv[process.argv.indexOf('--half') + 1] : undefined

for (const half of ['tune', 'held'] as const) {
  if (only && only !== half) continue
  const texts = samples.filter((sample) => sample.half === half)
  const words = texts.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
  console.log(`\n${half}: ${texts.length} texts, ${words} words`)
  console.log('                  Lectern: P     R    F1     compromise: P     R    F1')
  for (const kind of kinds) {
    const ours = emptyCount()
    const plain = emptyCount()
    for (const sample of texts) {
      const found = findWithLectern(sample)[kind]
      const one = kind === 'speakers' ? compareSpeakers(sample, found) : compare(sample[kind], found, false)
      if (show && one.wrong.length + one.missed.length > 0) {
        console.log(
          `  ${sample.name} ${kind}: wrong ${JSON.stringify(one.wrong)} missed ${JSON.stringify(one.missed)}`
        )
      }
      add(ours, one)
      if (kind !== 'speakers') add(plain, compare(sample[kind], findWithCompromise(sample)[kind], true))
    }
    console.log(
      `${kind.padEnd(16)} ${line(ours)}            ${kind === 'speakers' ? '    (none)' : line(plain)}`
    )
  }
}

const warm = samples.map((sample) => findWithLectern(sample)).length
const rounds = 10
const startedAt = performance.now()
for (let round = 0; round < rounds; round += 1) for (const sample of samples) findWithLectern(sample)
const words = samples.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
const perThousand = (performance.now() - startedAt) / rounds / (words / 1000)
console.log(`\nspeed: ${perThousand.toFixed(1)} ms per 1,000 words (${warm} texts, warm, mean of ${rounds})`)

function emptyCount(): Count {
  return { right: 0, wrong: [], missed: [] }
}

function add(sum: Count, one: Count): void {
  sum.right += one.right
  sum.wrong.push(...one.wrong)
  sum.missed.push(...one.missed)
}

function line({ right, wrong, missed }: Count): string {
  const precision = right / Math.max(1, right + wrong.length)
  const recall = right / Math.max(1, right + missed.length)
  const f1 = (2 * precision * recall) / Math.max(1e-9, precision + recall)
  return [precision, recall, f1]
    .map((value) => value.toFixed(2).padStart(5))
    .join(' ')
    .padStart(22)
}
