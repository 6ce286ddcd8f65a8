import assert from 'node:assert/strict'
import { BlockSchema } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import { type ImportedArticle, ImportedHeadSchema } from '../../import/article/imported-article.ts'
import type { ImportSource } from '../../import/article/importer.ts'
import { blocksFromStored } from '../../import/body/blocks-from-stored.ts'
import { buildBody } from '../../import/body/build-body.ts'
import { violationsIn } from '../../import/fixtures/allowed-html.ts'
import { importFile } from '../../import/importers.ts'

/**
 * Reads some bytes as an article and holds the outcome to what main relies on: a sentence for the reader, or
 * an article that fits the schema of the process's answers, with well-formed text and HTML of nothing but what
 * stored HTML may hold, which reads back as the same HTML.
 * @throws whatever is a bug
 */
export async function checkArticle(source: ImportSource): Promise<void> {
  let article: ImportedArticle
  try {
    article = await importFile(source)
  } catch (error) {
    if (error instanceof AppError && error.sentence) return
    throw error
  }
  const { blocks, ...head } = article
  ImportedHeadSchema.parse(head)
  for (const block of blocks) BlockSchema.parse(block)
  const { html, text } = buildBody(blocks)
  assert(text.isWellFormed() && !text.includes('\0'), 'text that cannot be stored')
  assert.deepEqual(violationsIn(html), [])
  assert.equal(buildBody(blocksFromStored(html)).html, html)
}
