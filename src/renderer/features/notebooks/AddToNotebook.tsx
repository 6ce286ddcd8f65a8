import { useRef, useState } from 'react'
import { MAX_GATHERED, type NotebookId } from '../../../shared/notebooks.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { BookOpenText, Plus } from '../../ui/icons.ts'
import { TextField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'
import './notebooks.css'

const SHOWN = 50

/** Chooses the notebook that highlights are put at the end of. */
export function AddToNotebook(props: {
  highlightIds: readonly HighlightId[]
  onClose(): void
  onOpen(id: NotebookId): void
}) {
  const [typed, setTyped] = useState('')
  const contains = typed.trim().slice(0, 200)
  const filter = contains ? { contains } : {}
  const { data, isPlaceholderData } = useData(
    'notebooks.list',
    { ...filter, page: { offset: 0, limit: SHOWN } },
    { keepPrevious: true }
  )
  const create = useAction('notebooks.create')
  const gather = useAction('notebooks.gather')
  const { show, showError } = useToast()
  const field = useRef<HTMLInputElement>(null)
  const put = async (id: NotebookId, title: string) => {
    try {
      await gather({ id, highlightIds: props.highlightIds.slice(0, MAX_GATHERED) })
      show({
        message: t('notebooks.added', {
          count: props.highlightIds.length,
          title: title || t('notebooks.untitled')
        }),
        action: { label: t('notebooks.title'), onClick: () => props.onOpen(id) }
      })
      props.onClose()
    } catch (error) {
      showError(error)
    }
  }
  const putIntoNew = () => {
    const id = newId<NotebookId>()
    create({ id, title: contains, body: '' }).then(() => put(id, contains), showError)
  }
  /** What is shown may still be the answer to fewer letters: then the first of what is typed is asked for. */
  const putIntoFirst = async () => {
    try {
      const asked =
        data && !isPlaceholderData
          ? data
          : await invoke('notebooks.list', { ...filter, page: { offset: 0, limit: 1 } })
      const first = asked.items[0]
      if (first) await put(first.id, first.title)
      else putIntoNew()
    } catch (error) {
      showError(error)
    }
  }
  return (
    <Dialog open onClose={props.onClose} title={t('notebooks.addToTitle')} initialFocus={field}>
      <TextField
        ref={field}
        label={t('notebooks.filter')}
        labelHidden
        placeholder={t('notebooks.filter')}
        maxLength={200}
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          void putIntoFirst()
        }}
      />
      <ul className="notebook-choices">
        {(data?.items ?? []).map((notebook) => (
          <li key={notebook.id}>
            <button type="button" dir="auto" onClick={() => void put(notebook.id, notebook.title)}>
              <BookOpenText aria-hidden="true" />
              {notebook.title || t('notebooks.untitled')}
            </button>
          </li>
        ))}
        <li>
          <button type="button" dir="auto" onClick={putIntoNew}>
            <Plus aria-hidden="true" />
            {contains ? `${t('notebooks.addToNew')}: ${contains}` : t('notebooks.addToNew')}
          </button>
        </li>
      </ul>
    </Dialog>
  )
}
