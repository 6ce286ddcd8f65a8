import { Command, Option } from 'commander'
import { type CitationStyle, citationStyles } from '../../shared/citations.ts'
import { tell } from '../../shared/sentence.ts'
import { notebookDocument } from '../notebooks/document.ts'
import { listNotebooks, requireNotebook } from '../notebooks/repository.ts'
import { type Action, oneLine, printable, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export interface NotebookOptions {
  library?: string
  style?: CitationStyle
}

export function notebookCommand(): Command {
  const command = new Command('notebook')
    .description('List the notebooks, or print one as Markdown.')
    .argument('[notebookId]')
    .addOption(
      new Option(
        '--style <style>',
        'as one document: quotations with citations, and references in this style'
      ).choices(citationStyles)
    )
    .addHelpText(
      'after',
      `
Examples:
  lectern notebook
  lectern notebook 01930000-0000-7000-8000-000000000001 --style apa > essay.md`
    )
  return withLibraryOption(withJson(command))
}

/** Rows read at once. */
const PAGE = 500

export const runNotebook: Action<NotebookOptions> = async (shell, options, id) =>
  await withLibrary(options.library, {}, async ({ context: { db } }) => {
    if (id !== undefined) {
      const notebook = requireNotebook(db, id)
      const body = options.style
        ? (await notebookDocument(db, { id, format: 'markdown', style: options.style, language: 'en' }))
            .content
        : notebook.body
      shell.json({ ...notebook, body })
      shell.say(printable(body))
      return 0
    }
    for (let offset = 0; !shell.signal.aborted; offset += PAGE) {
      const { items } = listNotebooks(db, '', { offset, limit: PAGE })
      for (const notebook of items) {
        shell.json(notebook)
        shell.say(`${notebook.id}  ${oneLine(notebook.title || tell({ key: 'notebooks.untitled' }))}`)
      }
      if (items.length < PAGE) break
    }
    return 0
  })
