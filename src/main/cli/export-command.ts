import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { Command, Option } from 'commander'
import { AppError } from '../../shared/errors.ts'
import { ExportFormat, type TextFormat } from '../../shared/exports.ts'
import { tell } from '../../shared/sentence.ts'
import { annotatedArticles } from '../export/annotated-articles.ts'
import { saveEpub } from '../export/epub/save-epub.ts'
import { exportArticle, exportName, exportTogether, formats } from '../export/export-articles.ts'
import { lecternVersion } from '../export/lectern-version.ts'
import { saveLibraryZip } from '../export/library-zip.ts'
import { readArticleRecord } from '../export/read-article-record.ts'
import { untaken } from '../files/untaken.ts'
import { writeWhole } from '../files/write-whole.ts'
import { type Action, oneLine, type Shell, UsageError, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export interface ExportOptions {
  library?: string
  format: ExportFormat | 'zip'
  out?: string
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('Take out highlights, notes and references, or the whole library as one zip.')
    .argument('[articleIds...]', 'which articles (default: all that have highlights or notes)')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices([...ExportFormat.options, 'zip'])
        .default('markdown')
    )
    .option('--out <path>', 'a file; for several articles, a folder (default: standard output)')
    .addHelpText(
      'after',
      `
Examples:
  lectern export 01930000-0000-7000-8000-000000000001
  lectern export --format jsonld --out annotations/
  lectern export --format epub --out book.epub 01930000-0000-7000-8000-000000000001
  lectern export --format csv --out highlights.csv
  lectern export --format zip --out library.zip`
    )
  return withLibraryOption(withJson(command))
}

export const runExport: Action<ExportOptions> = async (shell, options, ...articleIds) => {
  const { format, out } = options
  if (format === 'zip' && out === undefined) throw new UsageError(tell({ key: 'cli.zipNeedsFile' }))
  if (format === 'zip' && articleIds.length > 0) throw new UsageError(tell({ key: 'cli.zipIsWhole' }))
  if (format === 'epub' && out === undefined) throw new UsageError(tell({ key: 'cli.bookNeedsFile' }))
  return await withLibrary(options.library, {}, async ({ library, context: { db } }) => {
    if (format === 'zip') {
      const target = resolve(out ?? '')
      const saved = await saveLibraryZip(library.file, target, {
        lectern: lecternVersion,
        now: Date.now,
        signal: shell.signal
      })
      shell.json({ file: out, ...saved })
      shell.say(tell({ key: 'cli.zipWritten', values: { count: saved.articles, file: target } }))
      return 0
    }
    const ids = articleIds.length > 0 ? articleIds : annotatedArticles(db)
    if (ids.length === 0) shell.complain(tell({ key: 'cli.nothingMarked' }))
    if (format !== 'epub' && ids.length > 1 && formats[format].together) {
      const together = exportTogether(db, format)
      for (const id of ids) {
        if (shell.signal.aborted) throw new AppError('cancelled', 'errors.export.cancelled')
        together.add([id])
        // Ctrl+C is heard in between.
        await nextTurn()
      }
      const content = together.text()
      if (out === undefined) {
        shell.json({ articleIds: ids, format, content })
        shell.write(content)
        return 0
      }
      await writeWhole(resolve(out), content)
      shell.json({ articleIds: ids, format, file: out })
      shell.say(oneLine(out))
      return 0
    }
    if (out === undefined) {
      if (format !== 'epub') printAll(shell, db, ids, format)
    } else await writeAll(shell, db, ids, format, out)
    return 0
  })
}

function printAll(shell: Shell, db: Database, ids: readonly string[], format: TextFormat): void {
  for (const articleId of ids) {
    const { content } = exportArticle(db, articleId, format)
    shell.json({ articleId, format, content })
    shell.write(content)
  }
}

/** To one file when one article goes to a name with an extension; else into a folder that is there. */
async function writeAll(
  shell: Shell,
  db: Database,
  ids: readonly string[],
  format: ExportFormat,
  out: string
): Promise<void> {
  const isFolder = (await stat(out).catch(() => undefined))?.isDirectory() ?? false
  if (!isFolder && ids.length > 1) throw new UsageError(tell({ key: 'cli.severalNeedFolder' }))
  const taken = new Set<string>()
  for (const articleId of ids) {
    if (shell.signal.aborted) return
    const name = exportName(readArticleRecord(db, articleId).title, format)
    const file = isFolder ? join(out, untaken(name, taken)) : out
    if (format === 'epub') await saveEpub(db, articleId, resolve(file), shell.signal)
    else await writeWhole(resolve(file), exportArticle(db, articleId, format).content)
    shell.json({ articleId, format, file })
    shell.say(oneLine(file))
  }
}
