import { useRef } from 'react'
import type { Input } from '../../../shared/contract.ts'
import { shorten } from '../../../shared/shorten.ts'
import { t } from '../../lib/messages.ts'
import { NoteEditor } from '../../lib/notes/NoteEditor.tsx'
import { useKeptHighlight } from '../../lib/notes/use-kept-highlight.ts'
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
  const kept = useKeptHighlight(highlight)
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open onClose={onClose} title={t('reader.note.label')} initialFocus={field}>
      <p className="dialog-quote" dir="auto">
        {shorten(highlight.exact, SHOWN)}
      </p>
      <NoteEditor
        ref={field}
        label={t('reader.note.label')}
        body={kept.note}
        rows={6}
        save={kept.save}
        keep={kept.keep}
        onDone={onClose}
      />
    </Dialog>
  )
}

/** Which highlights are chosen, as main is asked about them. */
const asked = (chosen: Chosen): Input<'tags.ofHighlights'> =>
  chosen.kind === 'all'
    ? { filter: chosen.filter, except: [...chosen.except] }
    : { filter: { ids: chosen.highlights.map(({ id }) => id) }, except: [] }

/** Tags one highlight or many; of many, also what only some of them have. Each change is kept at once. */
export function TagsDialog(props: { chosen: Chosen; work: HighlightWork; onClose(): void }) {
  const { chosen, work } = props
  const total = chosen.count
  const tags = useData('tags.ofHighlights', asked(chosen), { keepPrevious: true }).data ?? []
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('highlights.tagDialog', { count: total })}
      initialFocus={field}
      actions={<Button onClick={props.onClose}>{t('ui.close')}</Button>}
    >
      <TagInput
        label={t('reader.highlight.tags')}
        tags={tags.map(({ tag }) => tag)}
        partly={
          new Map(
            tags
              .filter(({ count }) => count < total)
              .map(({ tag, count }) => [tag, t('highlights.tagOnSome', { count, total })])
          )
        }
        known={known}
        inputRef={field}
        onAdd={(tag) => work.addTag(chosen, tag)}
        onRemove={(tag) => {
          work.removeTag(chosen, tag)
          // They were chosen by this tag: without it none of them is, and no other change would reach them.
          if (chosen.kind === 'all' && chosen.filter.tag === tag) props.onClose()
        }}
      />
    </Dialog>
  )
}
