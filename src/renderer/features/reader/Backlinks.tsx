import { type LinkTarget, linkUrl } from '../../../shared/links.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'

/** The notes that link to something; nothing when there are none. */
export function Backlinks(props: { target: LinkTarget; onLink(url: string): void }) {
  const { kind, id } = props.target
  const { data } = useData('links.listTo', { kind, id })
  if (!data || data.total === 0) return null
  return (
    <section className="backlinks" aria-label={t('links.backlinks')}>
      <h3>{t('links.backlinks')}</h3>
      <ul>
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
                <span className="backlink-title" dir="auto">
                  {titleOf({ title: item.title })}
                </span>
                <span className="backlink-excerpt" dir="auto">
                  {item.excerpt}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
      {data.total > data.items.length ? (
        <p>{t('links.more', { count: data.total - data.items.length })}</p>
      ) : null}
    </section>
  )
}
