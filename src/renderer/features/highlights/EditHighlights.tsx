import { useRef, useState } from 'react'
import { shorten } from '../../../shared/shorten.ts'
import { t } from '../../lib/messages.ts'
import { NoteEditor } from '../../lib/notes/NoteEditor.tsx'
import { useNoteWriting } from '../../lib/notes/use-note-writing.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TagInput } from '../../ui/TagInput.tsx'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import type { Chosen } from './use-highlight-selection.ts'
import type { HighlightWork } from './use-highlight-work.ts'

/** Longest part of a quote above the field, UTF-16 units. */
const SHOWN = 300

/** The note on a highlight of the list. */
export function NoteDialog(props: { highlight: ListedHighlight; onClose(): void }) {
  const { highlight, onClose } = props
  const writing = useNoteWriting(highlight.articleId, highlight.id)
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open onClose={onClose} title={t('reader.note.label')} initialFocus={field}>
      <p className="dialog-quote" dir="auto">
        {shorten(highlight.exact, SHOWN)}
      </p>
      <NoteEditor
        ref={field}
        label={t('reader.note.label')}
        body={highlight.note}
        rows={6}
        {...writing}
        onDone={onClose}
      />
    </Dialog>
  )
}

/** Tags of one highlight, or tags to add to many. Each is kept as soon as it is entered. */
export function TagsDialog(props: { chosen: Chosen; work: HighlightWork; onClose(): void }) {
  const { chosen, work } = props
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const [tags, setTags] = useState<readonly string[]>(
    chosen.kind === 'some' && chosen.count === 1 ? chosen.highlights[0]!.tags : []
  )
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('highlights.tagDialog', { count: chosen.count })}
      initialFocus={field}
      actions={<Button onClick={props.onClose}>{t('ui.close')}</Button>}
    >
      <TagInput
        label={t('reader.highlight.tags')}
        tags={tags}
        known={known}
        inputRef={field}
        onAdd={(tag) => {
          setTags((before) => [...before, tag])
          work.addTag(chosen, tag)
        }}
        onRemove={(tag) => {
          setTags((before) => before.filter((one) => one !== tag))
          work.removeTag(chosen, tag)
        }}
      />
    </Dialog>
  )
}
