import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const seed = resolve(import.meta.dirname, '../../shared/data/seed-article/article.txt')

/**
 * The article the story is told with: the one Lectern was founded on when it lies beside the checkout,
 * else one of our own in the same shape. `from` begins a sentence, `to` stands in the next paragraph.
 */
export const story = existsSync(seed)
  ? {
      file: seed,
      title: 'Wang Yi meets Putin in sign of deepening China-Russia ties',
      from: 'Noting the escalation',
      to: 'The two men have met dozens of times',
      paragraphs: 23,
      find: 'multipolarity'
    }
  : {
      file: resolve(import.meta.dirname, 'fixtures/harbour.txt'),
      title: 'Harbour town counts its lanterns again',
      from: 'Ines Calder, who keeps',
      to: 'We did not want a ceremony',
      paragraphs: 6,
      find: 'repair'
    }
