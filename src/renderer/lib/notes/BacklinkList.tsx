import { type Backlink, linkUrl } from '../../../shared/links.ts'
import { titleOf } from '../formats.ts'
import { t } from '../messages.ts'

/** Texts that link to something, one under the other; says how many more there are. */
export function BacklinkList(props: {
  total: number
  items: readonly Backlink[]
  onLink(url: string): void
}) {
  const { items, total } = props
  return (
    <>
      <ul className="backlink-list">
        {items.map((item) => {
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
                  {item.kind === 'notebook' && !item.title.trim() ? t('notebooks.untitled') : titleOf(item)}
                </span>
                <span className="backlink-excerpt" dir="auto">
                  {item.excerpt}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
      {total > items.length ? (
        <p className="backlink-more">{t('links.more', { count: total - items.length })}</p>
      ) : null}
    </>
  )
}
