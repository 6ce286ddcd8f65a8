import { resolve } from 'node:path'
import { tell } from '../../shared/sentence.ts'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { createLibraryImports } from '../imports/library-imports.ts'
import { oneLine, type Shell, sentenceOf } from './shell.ts'
import type { OpenLibrary } from './with-library.ts'

/**
 * Plans, or imports, what another app gave away of its library.
 * @returns how many articles came, were here, and failed, and rows that hold none; a dry run counts what would be
 */
export async function importLibrary(
  { context }: OpenLibrary,
  file: string,
  { dryRun = false, fromTrash = false }: { dryRun?: boolean; fromTrash?: boolean },
  shell: Shell
): Promise<{ added: number; 'already-here': number; failed: number; unreadable: number }> {
  const runner = createImportRunner()
  const imports = createLibraryImports(context, runner, {
    onProgress: () => {},
    onAdded: () => {},
    undoable: false
  })
  const batchId = crypto.randomUUID()
  const cancel = () => imports.cancel(batchId)
  shell.signal.addEventListener('abort', cancel)
  try {
    const plan = await imports.plan(batchId, resolve(file))
    const { app } = plan
    if (dryRun) {
      const { wouldAdd, inTrash, unreadable, highlights } = plan
      const alreadyHere = plan.alreadyHere + inTrash
      shell.json({ file, app, wouldAdd, alreadyHere, inTrash, unreadable, highlights })
      shell.say(tell({ key: 'cli.import.plan', values: { app, wouldAdd, alreadyHere, unreadable } }))
      if (inTrash > 0) shell.say(tell({ key: 'imports.library.inTrash', values: { count: inTrash } }))
      return { added: wouldAdd, 'already-here': alreadyHere, failed: 0, unreadable }
    }
    const { problems, ...report } = await imports.run(batchId, { fromTrash })
    const { added, updated, inTrash, unreadable, failed, cancelled } = report
    const alreadyHere = report.alreadyHere + inTrash
    shell.json({ file, app, added, updated, alreadyHere, inTrash, unreadable, failed, cancelled, problems })
    for (const { row, title, message } of problems) {
      shell.say(tell({ key: 'cli.import.row', values: { row, title: oneLine(title), message } }))
    }
    shell.say(
      tell({ key: 'cli.import.done', values: { app, added, updated, alreadyHere, unreadable, failed } })
    )
    return { added, 'already-here': alreadyHere + updated, failed, unreadable }
  } catch (error) {
    const message = sentenceOf(error)
    shell.json({ file, status: 'failed', articleId: null, message })
    shell.say(tell({ key: 'cli.failed', values: { file: oneLine(file), why: oneLine(message) } }))
    return { added: 0, 'already-here': 0, failed: 1, unreadable: 0 }
  } finally {
    shell.signal.removeEventListener('abort', cancel)
    runner.close()
  }
}
