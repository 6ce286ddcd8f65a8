import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { embedMarkdown } from '../../shared/embeds.ts'
import { AppError } from '../../shared/errors.ts'
import { quoteOf } from '../../shared/highlights.ts'
import { mergeTexts } from '../../shared/merge-texts.ts'
import { MAX_NOTEBOOK, type NotebookWriting } from '../../shared/notebooks.ts'
import type { Context } from '../context.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import { writeWhole } from '../files/write-whole.ts'
import { withQuote } from '../highlights/note-signs.ts'
import { requireHighlight } from '../highlights/repository.ts'
import type { Drafts } from '../notes/drafts.ts'
import { notebookDocument } from './document.ts'
import {
  deleteNotebook,
  getNotebook,
  insertNotebook,
  listGathered,
  listNotebooks,
  requireNotebook,
  updateNotebook
} from './repository.ts'

type Methods = Extract<keyof Contract, `notebooks.${string}`>

export function notebookHandlers(
  { db, now, deviceId }: Context,
  drafts: Drafts<NotebookWriting>,
  chooseSave: FileDialogs['chooseSave']
): HandlersOf<Methods> {
  const stamp = () => ({ now: now(), deviceId })
  const refuseTooLong = (body: string) => {
    if (body.length > MAX_NOTEBOOK) {
      throw new AppError('too-large', 'errors.notebooks.tooLong', { most: MAX_NOTEBOOK })
    }
  }
  return {
    'notebooks.list': ({ contains, page }) => listNotebooks(db, contains ?? '', page),
    'notebooks.get': ({ id }) => requireNotebook(db, id),
    'notebooks.create': ({ id, title, body }) => {
      const existing = getNotebook(db, id)
      if (existing) {
        if (existing.title === title && existing.body === body) return existing
        throw new AppError('conflict', 'errors.notebooks.sameId')
      }
      insertNotebook(db, { id, title, body }, stamp())
      return requireNotebook(db, id)
    },
    'notebooks.rename': ({ id, title }) => {
      const notebook = requireNotebook(db, id)
      if (notebook.title !== title) updateNotebook(db, { ...notebook, title }, stamp())
      return null
    },
    'notebooks.save': (writing) => {
      const notebook = requireNotebook(db, writing.id)
      const joined = notebook.body !== writing.base && notebook.body !== writing.body
      const body = joined ? mergeTexts(writing.base, writing.body, notebook.body) : writing.body
      refuseTooLong(body)
      if (body !== notebook.body) updateNotebook(db, { ...notebook, body }, stamp())
      return { body, joined: joined && body !== writing.body }
    },
    'notebooks.keepDraft': (writing) => {
      if (writing.body.length <= MAX_NOTEBOOK) drafts.keep(writing)
      return null
    },
    'notebooks.gather': ({ id, highlightIds }) => {
      const notebook = requireNotebook(db, id)
      let body = notebook.body.trimEnd()
      for (const one of highlightIds) {
        const embed = embedMarkdown(quoteOf(withQuote(db, requireHighlight(db, one))), one)
        body = body === '' ? embed : `${body}\n\n${embed}`
        refuseTooLong(body)
      }
      updateNotebook(db, { ...notebook, body: `${body}\n` }, stamp())
      return null
    },
    'notebooks.delete': ({ id }) => {
      drafts.forget(id)
      requireNotebook(db, id)
      deleteNotebook(db, id)
      return null
    },
    'notebooks.highlights': ({ highlightIds }) => listGathered(db, highlightIds),
    'notebooks.document': (wanted) => notebookDocument(db, wanted),
    'notebooks.saveDocument': async (wanted) => {
      const { fileName, content } = await notebookDocument(db, wanted)
      const extension = wanted.format === 'html' ? 'html' : 'md'
      const name = wanted.format === 'html' ? 'HTML' : 'Markdown'
      const path = await chooseSave(fileName, [{ name, extensions: [extension] }])
      if (path === null) return null
      await writeWhole(path, content)
      return { path }
    }
  }
}
