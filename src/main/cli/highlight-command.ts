import { Command, Option } from 'commander'
import { v7 as uuidv7 } from 'uuid'
import { type HighlightColor, highlightColors } from '../../shared/highlights.ts'
import { MAX_NOTE } from '../../shared/notes.ts'
import { tell } from '../../shared/sentence.ts'
import { type HighlightId, type NoteId, TagName, text } from '../../shared/values.ts'
import { requireArticle } from '../articles/repository.ts'
import { highlightHandlers } from '../highlights/handlers.ts'
import { requireHighlight } from '../highlights/repository.ts'
import { versionText } from '../highlights/select-text.ts'
import { createDrafts } from '../notes/drafts.ts'
import { noteHandlers, placeOfNote } from '../notes/handlers.ts'
import { findQuote } from './find-quote.ts'
import { type Action, gather, oneLine, UsageError, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export interface HighlightOptions {
  library?: string
  quote: string
  prefix?: string
  suffix?: string
  color: HighlightColor
  note?: string
  tag?: string[]
}

export function highlightCommand(): Command {
  const command = new Command('highlight')
    .description('Highlight words of an article.')
    .argument('<articleId>')
    .requiredOption('--quote <words>', 'the words, as the article has them')
    .option('--prefix <words>', 'the words just before, when the quotation stands there more than once')
    .option('--suffix <words>', 'the words just after')
    .addOption(new Option('--color <color>', 'one of the five').choices(highlightColors).default('yellow'))
    .option('--note <markdown>', 'a note on it')
    .option('--tag <tag>', 'a tag; may be given again', gather)
    .addHelpText(
      'after',
      `
Examples:
  lectern highlight 01930000-0000-7000-8000-000000000001 --quote "the first words"
  lectern highlight 01930000-0000-7000-8000-000000000001 --quote "the" --prefix "at" --suffix "end" \\
    --color green --note "Compare **chapter 2**." --tag later`
    )
  return withLibraryOption(withJson(command))
}

export const runHighlight: Action<HighlightOptions> = async (shell, options, articleId = '') => {
  const tags = (options.tag ?? []).map((tag) => {
    const parsed = TagName.safeParse(tag)
    if (!parsed.success) throw new UsageError(tell({ key: 'cli.tagLength' }))
    return parsed.data
  })
  const note = options.note ?? ''
  if (!text(MAX_NOTE).safeParse(note).success) throw new UsageError(tell({ key: 'cli.noteNotText' }))

  return await withLibrary(options.library, { write: true }, async ({ context }) => {
    const { db } = context
    const article = requireArticle(db, articleId)
    const canonical = versionText(db, article.versionId)
    const { start, end } = findQuote(canonical, options.quote, options)
    const highlights = highlightHandlers(context, false)
    const id = uuidv7() as HighlightId
    const write = () => {
      highlights['highlights.create']({
        id,
        articleId: article.id,
        versionId: article.versionId,
        start,
        end,
        exact: canonical.slice(start, end),
        color: options.color
      })
      for (const tag of tags) highlights['highlights.addTag']({ highlightIds: [id], tag })
      if (note.trim() !== '') {
        const noteId = uuidv7() as NoteId
        noteHandlers(
          context,
          createDrafts(placeOfNote, async () => true)
        )['notes.save']({
          id: noteId,
          articleId: article.id,
          highlightId: id,
          body: note
        })
      }
    }
    db.transaction(write).immediate()
    const highlight = requireHighlight(db, id)
    shell.json(highlight)
    shell.say(tell({ key: 'cli.highlighted', values: { id: highlight.id, words: oneLine(highlight.exact) } }))
    return 0
  })
}
