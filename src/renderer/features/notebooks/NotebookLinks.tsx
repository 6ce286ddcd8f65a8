import { linkUrl } from '../../../shared/links.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'

/** The notes and notebooks that link to this one. */
export function NotebookLinks(props: { id: NotebookId; onLink(url: string): void }) {
  const { data } = useData('links.listTo', { kind: 'notebook', id: props.id })
  if (!data) return null
  if (data.total === 0) return <p className="panel-empty">{t('notebooks.noLinks')}</p>
  return (
    <ul className="notebook-links">
      {data.items.map((item) => {
        const url = linkUrl(
          item.highlightId ? { kind: 'highlight', id: item.highlightId } : { kind: item.kind, id: item.id }
        )
        return (
          <li key={`${item.kind} ${item.id}`}>
            <a
              href={url}
              onClick={(event) => {
                event.preventDefault()
                props.onLink(url)
              }}
            >
              <strong dir="auto">
                {item.kind === 'notebook' && !item.title ? t('notebooks.untitled') : titleOf(item)}
              </strong>
              <span dir="auto">{item.excerpt}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
