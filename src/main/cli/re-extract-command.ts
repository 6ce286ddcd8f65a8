import { Command } from 'commander'
import type { Extraction } from '../../shared/corrections.ts'
import { tell } from '../../shared/sentence.ts'
import type { ArticleId } from '../../shared/values.ts'
import { extractAnew } from '../corrections/extract-anew.ts'
import { createImportRunner } from '../import/worker/import-runner.ts'
import { type Action, oneLine, UsageError, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

interface ReExtractOptions {
  library?: string
  all?: true
  dryRun?: true
  corrected?: true
}

export function reExtractCommand(): Command {
  const command = new Command('re-extract')
    .description(
      'Read the kept originals again with today’s importer. Where the result differs, the article gets a new version; highlights keep their places, and the old version stays.'
    )
    .argument('[articleIds...]')
    .option('--all', 'every article that is not in the Trash')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--corrected', 'also articles that were corrected by hand')
    .addHelpText(
      'after',
      `
Examples:
  lectern re-extract 01930000-0000-7000-8000-000000000001
  lectern re-extract --all --dry-run
  lectern re-extract --all --json | jq 'select(.status == "changed")'`
    )
  return withLibraryOption(withJson(command))
}

export const runReExtract: Action<ReExtractOptions> = async (shell, options, ...ids) => {
  if (options.all ? ids.length > 0 : ids.length === 0)
    throw new UsageError(tell({ key: 'cli.reExtract.which' }))
  const dryRun = options.dryRun ?? false
  return await withLibrary(options.library, { write: !dryRun }, async ({ context }) => {
    const articleIds = options.all
      ? (context.db
          .prepare(
            `SELECT id FROM articles WHERE trashed_at IS NULL AND id NOT IN (SELECT article_id FROM extracts)
             ORDER BY added_at, id`
          )
          .pluck()
          .all() as ArticleId[])
      : (ids as ArticleId[])
    const runner = createImportRunner()
    const counts = { same: 0, changed: 0, corrected: 0, unavailable: 0, failed: 0 }
    try {
      for (const id of articleIds) {
        if (shell.signal.aborted) return 1
        const done = await extractAnew(context, runner, id, {
          dryRun,
          undoable: false,
          corrected: options.corrected ?? false,
          signal: shell.signal
        })
        counts[done.status] += 1
        shell.json(done)
        if (done.status === 'failed') shell.complain(oneLine(`${done.title}: ${done.message}`))
        else if (done.status !== 'same' || !options.all) shell.say(lineOf(done, dryRun))
      }
    } finally {
      runner.close()
    }
    shell.say(tell({ key: dryRun ? 'cli.reExtract.wouldTotal' : 'cli.reExtract.total', values: counts }))
    return counts.failed > 0 ? 1 : 0
  })
}

function lineOf(
  { articleId, title, status, wordsBefore, wordsAfter, filled }: Extraction,
  dryRun: boolean
): string {
  const what = tell({
    key: status === 'changed' && dryRun ? 'cli.reExtract.status.would' : `cli.reExtract.status.${status}`,
    values: { before: wordsBefore, after: wordsAfter }
  })
  return oneLine(
    [articleId, what, title, filled.length ? `+ ${filled.join(', ')}` : ''].filter(Boolean).join('  ')
  )
}
