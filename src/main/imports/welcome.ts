import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { OfferedLanguage } from '../../shared/languages.ts'
import type { Context } from '../context.ts'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { createImportBatches } from './import-batch.ts'

/**
 * Puts the welcome article, in the language of the interface, and the study article into a new library; the
 * welcome article ends on top.
 */
export async function addWelcomeArticles(
  context: Context,
  resources: string,
  language: OfferedLanguage,
  onAdded: () => void
): Promise<void> {
  const runner = createImportRunner()
  try {
    const batches = createImportBatches(context, runner, { onProgress: () => {}, onAdded, undoable: false })
    const files = ['study.md', `welcome.${language}.md`].map((name) => join(resources, 'welcome', name))
    await batches.files(randomUUID(), files)
  } finally {
    runner.close()
  }
}
