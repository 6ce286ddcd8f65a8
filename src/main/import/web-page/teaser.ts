import type { Block } from '../../../shared/blocks.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import { blockText } from '../article/block-text.ts'
import { countWords } from '../body/count-words.ts'
import type { PageMetadata } from './html-metadata.ts'

/** Most words of a teaser: three or four paragraphs, as sites show them to strangers. */
const TEASER = 200
/** A text of a smaller share of the words that its page states is a part of it; pages count captions and notes as well. */
const PART = 0.6

/**
 * A remark on a text of which there may be more for subscribers: the page itself must say that it is not free
 * (schema.org's `isAccessibleForFree`), and the text be short, or far shorter than the page says it is.
 */
export function teaserRemark({ isWalled, statedWords }: PageMetadata, blocks: readonly Block[]): Sentence[] {
  if (!isWalled) return []
  const words = countWords(blocks.map(blockText).join('\n'))
  const isPart = statedWords > 0 ? words < statedWords * PART : words > 0 && words <= TEASER
  return isPart ? [{ key: 'imports.warnings.teaser' }] : []
}
