import { Command } from 'commander'
import { AppError } from '../../shared/errors.ts'
import type { ImportResult } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import { sealing } from '../db/seal-rows.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { LibraryFound } from '../import/worker/import-runner.ts'
import { knownArticle, prepareImport, saveImport } from '../imports/save-import.ts'
import { adoptVersion } from '../versions/adopt-version.ts'
import { tellWarnings } from '../versions/warnings.ts'
import { importLibrary } from './import-library.ts'
import { ADDRESS_MEANS, failureOf, type Given, type ReadFile, readFiles } from './read-files.ts'
import { type Action, oneLine, type Shell, withJson, withLibraryOption } from './shell.ts'
import { type OpenLibrary, withLibrary } from './with-library.ts'

export interface ImportOptions extends Given {
  library?: string
  dryRun?: boolean
  newVersions?: boolean
  fromTrash?: boolean
}

export function importCommand(): Command {
  const command = new Command('import')
    .description(
      'Keep files in the library. A folder gives every text in it and other apps’ exports; - reads standard input; an address is fetched from the web.'
    )
    .argument('<files...>', 'files, folders, web addresses, or -')
    .option('--name <name>', 'what standard input is called', 'Standard input')
    .option('--address <url>', ADDRESS_MEANS)
    .option('--new-versions', 'make what looks like a new version of an article one, and keep its highlights')
    .option('--from-trash', 'take what another app’s library has in common with the Trash out of it')
    .option('--dry-run', 'say what importing would do, and add nothing')
    .addHelpText(
      'after',
      `
Examples:
  lectern import article.html notes.md
  lectern import ~/Articles
  lectern import https://example.org/article
  lectern import --dry-run pocket.zip
  lectern import --dry-run ~/Vault/Clippings
  curl -s https://example.org/article | lectern import - --name article.html --address https://example.org/article
  lectern import --json ~/Articles | jq 'select(.status == "failed")'`
    )
  return withLibraryOption(withJson(command))
}

export const runImport: Action<ImportOptions> = async (shell, options, ...paths) =>
  await withLibrary(options.library, { create: true, write: true }, async (open) => {
    const counts = { added: 0, 'already-here': 0, 'in-trash': 0, failed: 0, unreadable: 0 }
    let files = 0
    const given = { ...options, withLibraries: true }
    for await (const read of readFiles(paths, given, shell.signal, shell.complain)) {
      files++
      if (read.error instanceof LibraryFound) {
        const done = await importLibrary(open, read.file, options, shell)
        for (const kind of ['added', 'already-here', 'failed', 'unreadable'] as const)
          counts[kind] += done[kind]
        continue
      }
      if (options.dryRun) {
        counts[tellPlan(open, read, shell)]++
        continue
      }
      const result = await keep(open, read, shell.signal)
      const { file, status, articleId, message, title } = await asVersion(open, result, options, shell)
      counts[status]++
      shell.json({ file, status, articleId, message })
      if (status === 'failed')
        shell.say(tell({ key: 'cli.failed', values: { file: oneLine(file), why: oneLine(message) } }))
      else shell.say(`${status === 'added' ? 'added    ' : 'here     '} ${articleId}  ${oneLine(title)}`)
      if (status === 'added' && message) shell.say(`          ${oneLine(message)}`)
    }
    const { added, failed, 'in-trash': inTrash } = counts
    const alreadyHere = counts['already-here'] + inTrash
    const total = added + alreadyHere + failed
    if (files === 0) shell.complain(tell({ key: 'cli.nothingToAdd' }))
    // One export of another app has said all of it.
    else if (files > 1) {
      shell.say(
        options.dryRun
          ? tell({
              key: 'cli.import.planFiles',
              values: { wouldAdd: added, alreadyHere, unreadable: failed + counts.unreadable }
            })
          : tell({ key: 'cli.total', values: { added, alreadyHere, failed: failed + counts.unreadable } })
      )
      if (inTrash > 0) shell.say(tell({ key: 'imports.plan.inTrash', values: { count: inTrash } }))
    }
    return failed > 0 || total === 0 || shell.signal.aborted ? 1 : 0
  })

/** Says what would become of a file, of which nothing is kept. */
function tellPlan({ context }: OpenLibrary, read: ReadFile, shell: Shell): FileResult['status'] | 'in-trash' {
  const { file, outcome } = read
  if (!outcome) {
    const message = failureOf(read)
    shell.json({ file, status: 'failed', articleId: null, message })
    shell.say(tell({ key: 'cli.failed', values: { file: oneLine(file), why: oneLine(message) } }))
    return 'failed'
  }
  const known = knownArticle(context.db, outcome, read.name)
  const status = known ? (known.isTrashed ? 'in-trash' : 'already-here') : 'would-add'
  const { title, warnings } = outcome.article
  shell.json({ file, status, articleId: known?.articleId ?? null, message: tellWarnings(warnings) })
  if (!known) shell.say(`new       ${oneLine(title)}`)
  else shell.say(`${known.isTrashed ? 'trash    ' : 'here     '} ${known.articleId}  ${oneLine(title)}`)
  return known ? (known.isTrashed ? 'in-trash' : 'already-here') : 'added'
}

/** What looks like another edition becomes a version of its article, or says how it can. */
async function asVersion(
  { context }: OpenLibrary,
  result: FileResult,
  options: ImportOptions,
  shell: Parameters<Action<ImportOptions>>[0]
): Promise<FileResult> {
  // Parts are put in their order by the reader, in the window.
  if (!result.editionOf || !result.articleId || result.editionOf.part) return result
  const { articleId, title } = result.editionOf
  if (!options.newVersions) {
    shell.say(tell({ key: 'versions.cli', values: { title: oneLine(title) } }))
    return result
  }
  const { counts } = await adoptVersion(context, articleId, result.articleId, { undoable: false })
  const count = counts.unsure + counts.lost
  const message =
    count > 0 ? tell({ key: 'versions.addedAsking', values: { count } }) : tell({ key: 'versions.added' })
  shell.say(message)
  return { ...result, articleId, title, message }
}

type FileResult = ImportResult & { status: 'added' | 'already-here' | 'failed' }

async function keep({ context }: OpenLibrary, read: ReadFile, signal: AbortSignal): Promise<FileResult> {
  const failed = (error: unknown): FileResult => ({
    file: read.file,
    status: 'failed',
    articleId: null,
    title: '',
    message: failureOf({ ...read, error })
  })
  if (!read.outcome) return failed(read.error)
  try {
    const prepared = await prepareImport(read.outcome)
    if (signal.aborted) throw new AppError('cancelled', 'errors.import.cancelled', { name: read.name })
    const { db, now, deviceId } = context
    const save = () => saveImport(db, prepared, read.name, { now: now(), deviceId })
    const { remarks, ...kept } = db.transaction(() => sealing(db, save)).immediate()
    return { file: read.file, ...kept, message: tellWarnings(remarks) }
  } catch (error) {
    return failed(toAppError(error))
  }
}
