import { useRef } from 'react'
import { shorten } from '../../../shared/shorten.ts'
import { t } from '../../lib/messages.ts'
import { NoteEditor } from '../../lib/notes/NoteEditor.tsx'
import { useKeptHighlight } from '../../lib/notes/use-kept-highlight.ts'
import { shownQuote } from '../../lib/shown-quote.ts'
import { TagsOfManyDialog } from '../../lib/TagsOfManyDialog.tsx'
import { useData } from '../../lib/use-data.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import type { Chosen } from './use-highlight-selection.ts'
import { asked, type HighlightWork } from './use-highlight-work.ts'

/** Longest part of a quote above the field, UTF-16 units. */
const SHOWN = 300

/** The note on a highlight of the list. */
export function NoteDialog(props: { highlight: ListedHighlight; onClose(): void }) {
  const { highlight, onClose } = props
  const kept = useKeptHighlight(highlight)
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open onClose={onClose} title={t('reader.note.label')} initialFocus={field}>
      <p className="dialog-quote" dir="auto">
        {shorten(shownQuote(highlight), SHOWN)}
      </p>
      <NoteEditor
        ref={field}
        label={t('reader.note.label')}
        body={kept.note}
        rows={6}
        save={kept.save}
        keep={kept.keep}
        unstored={kept.unstored}
        onDone={onClose}
      />
    </Dialog>
  )
}

/** Tags one highlight or many. */
export function TagsDialog(props: { chosen: Chosen; work: HighlightWork; onClose(): void }) {
  const { chosen, work } = props
  const total = chosen.count
  return (
    <TagsOfManyDialog
      title={t('highlights.tagDialog', { count: total })}
      label={t('reader.highlight.tags')}
      total={total}
      tags={useData('tags.ofHighlights', asked(chosen), { keepPrevious: true }).data ?? []}
      onSome={(count) => t('highlights.tagOnSome', { count, total })}
      chosenBy={chosen.kind === 'all' ? chosen.filter.tag : undefined}
      onAdd={(tag) => work.addTag(chosen, tag)}
      onRemove={(tag) => work.removeTag(chosen, tag)}
      onClose={props.onClose}
    />
  )
}
