import { BookOpenText, ListFilter, Plus, Trash2, X } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { NotebookId, NotebookSummary } from '../../../shared/notebooks.ts'
import { formatDay } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useNotebookWork } from './use-notebook-work.ts'
import './notebooks.css'

/** Shown at most; more are found by their name. */
const SHOWN = 500

const nameOf = ({ title }: { title: string }) => title || t('notebooks.untitled')

/** All notebooks, the one written in last first. */
export function Notebooks(props: { onOpen(id: NotebookId): void }) {
  const [typed, setTyped] = useState('')
  const contains = useDeferredValue(typed.trim().slice(0, 200))
  const { data } = useData(
    'notebooks.list',
    { ...(contains ? { contains } : {}), page: { offset: 0, limit: SHOWN } },
    { keepPrevious: true }
  )
  const work = useNotebookWork()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const [focusRequest, setFocusRequest] = useState(0)
  const items = data?.items ?? []
  const active = Math.max(0, Math.min(at, items.length - 1))
  const current: NotebookSummary | undefined = items[active]
  const some = { enabled: current !== undefined }
  const step = (by: number) => {
    if (focusRequest > 0) setAt(Math.max(0, Math.min(items.length - 1, active + by)))
    setFocusRequest((before) => before + 1)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that took the place of another takes the focus, too
  useEffect(() => {
    if (focusRequest > 0)
      list.current?.querySelector<HTMLElement>(`[data-index="${active}"] .notebook-title`)?.focus()
  }, [focusRequest, active, current?.id])
  useCommand('notebooks.next', () => step(1), some)
  useCommand('notebooks.previous', () => step(-1), some)
  useCommand('notebooks.open', () => current && props.onOpen(current.id), some)
  useCommand('notebooks.delete', () => current && void work.remove(current.id), some)
  useCommand('notebooks.filter', () => field.current?.focus())
  return (
    <div className="notebooks">
      <header className="place-header">
        <div className="place-title">
          <h1>{t('notebooks.title')}</h1>
          {data ? (
            <span className="place-count" role="status">
              {t('notebooks.count', { count: data.total })}
            </span>
          ) : null}
        </div>
        <div className="filter-box">
          <ListFilter aria-hidden="true" />
          <input
            ref={field}
            type="text"
            aria-label={t('notebooks.filter')}
            placeholder={t('library.filterPlaceholder')}
            dir="auto"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              if (typed) setTyped('')
              else setFocusRequest((before) => before + 1)
            }}
          />
          {typed ? (
            <IconButton label={t('notebooks.clearFilter')} onClick={() => setTyped('')}>
              <X aria-hidden="true" />
            </IconButton>
          ) : null}
        </div>
        <Button onClick={() => runCommand('notebooks.new')}>
          <Plus aria-hidden="true" />
          {t('notebooks.new')}
        </Button>
      </header>
      {data && items.length === 0 ? (
        <div className="empty">
          <BookOpenText aria-hidden="true" />
          <h2>{contains ? t('notebooks.nothing') : t('notebooks.empty')}</h2>
          {contains ? null : (
            <>
              <p>{t('notebooks.emptyText')}</p>
              <Button look="primary" onClick={() => runCommand('notebooks.new')}>
                {t('notebooks.new')}
              </Button>
            </>
          )}
        </div>
      ) : null}
      <ul ref={list} className="notebook-list" aria-label={t('notebooks.list')}>
        {items.map((notebook, index) => (
          <li key={notebook.id} data-index={index} className="notebook-row">
            <div className="notebook-row-main">
              {/* Its ::after covers the row, so that the whole row can be clicked. */}
              <button
                type="button"
                className="notebook-title"
                dir="auto"
                tabIndex={index === active ? 0 : -1}
                onFocus={() => setAt(index)}
                onClick={() => props.onOpen(notebook.id)}
              >
                {nameOf(notebook)}
              </button>
              {notebook.excerpt ? (
                <span className="notebook-excerpt" dir="auto">
                  {notebook.excerpt}
                </span>
              ) : null}
              <span className="notebook-details">
                <span>{formatDay(notebook.updatedAt)}</span>
                {notebook.highlights > 0 ? (
                  <span>{t('notebooks.highlights', { count: notebook.highlights })}</span>
                ) : null}
              </span>
            </div>
            <span className="notebook-row-end">
              <IconButton
                label={t('notebooks.deleteNamed', { title: nameOf(notebook) })}
                tabIndex={index === active ? 0 : -1}
                onClick={() => void work.remove(notebook.id)}
              >
                <Trash2 aria-hidden="true" />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
