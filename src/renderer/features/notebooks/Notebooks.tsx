import { useDeferredValue, useRef, useState } from 'react'
import type { NotebookId } from '../../../shared/notebooks.ts'
import { formatDay } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { useRowWalk } from '../../lib/use-row-walk.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterBox } from '../../ui/FilterBox.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { BookOpenText, Plus, Trash2 } from '../../ui/icons.ts'
import { useNotebookWork } from './use-notebook-work.ts'
import '../../styles/title-rows.css'
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
  const items = data?.items ?? []
  const walk = useRowWalk(items, (one) => one.id)
  const current = walk.item
  const some = { enabled: current !== undefined }
  useCommand('notebooks.next', () => walk.step(1), some)
  useCommand('notebooks.previous', () => walk.step(-1), some)
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
        <FilterBox
          ref={field}
          label={t('notebooks.filter')}
          value={typed}
          onChange={setTyped}
          onLeave={walk.focus}
        />
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
      <ul {...walk.listProps} className="notebook-list" aria-label={t('notebooks.list')} aria-busy={!data}>
        {items.map((notebook, index) => (
          <li key={notebook.id} data-index={index} className="title-row notebook-row">
            <div className="title-row-main">
              {/* Its ::after covers the row, so that the whole row can be clicked. */}
              <button
                type="button"
                className="title-row-title"
                {...walk.rowProps(index)}
                dir="auto"
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
                tabIndex={walk.tabIndex(index)}
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
