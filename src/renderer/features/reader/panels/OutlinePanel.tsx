import { useMemo } from 'react'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { t } from '../../../lib/messages.ts'
import { useRowWalk, walkByArrows } from '../../../lib/use-row-walk.ts'

/** The headings of the article, the one being read marked. */
export function OutlinePanel(props: {
  title: string
  outline: ReadingVersion['outline']
  offset: number
  onGo(offset: number): void
}) {
  const { title, outline } = props
  // A heading counts as reached when it stands on the first lines of the screen.
  const current = outline.findLastIndex((heading) => heading.offset <= props.offset)
  const rows = useMemo(() => [{ text: title, offset: -1 }, ...outline], [title, outline])
  // However many headings a book has, they are one stop for Tab.
  const walk = useRowWalk<(typeof rows)[number], HTMLOListElement>(rows, ({ offset }) => String(offset))
  const top = Math.min(...outline.map((heading) => heading.level), 6)
  return (
    <nav aria-label={t('reader.panel.outline')} className="outline">
      <ol {...walk.listProps} onKeyDown={(event) => walkByArrows(event, walk)}>
        <li data-index={0}>
          <button
            type="button"
            {...walk.rowProps(0)}
            className="outline-item"
            aria-current={current === -1 ? 'location' : undefined}
            onClick={() => props.onGo(0)}
            dir="auto"
          >
            {title}
          </button>
        </li>
        {outline.map((heading, index) => (
          <li key={heading.offset} data-index={index + 1}>
            <button
              type="button"
              {...walk.rowProps(index + 1)}
              className="outline-item"
              data-depth={Math.min(4, heading.level - top + 1)}
              aria-current={index === current ? 'location' : undefined}
              onClick={() => props.onGo(heading.offset)}
              dir="auto"
            >
              {heading.text}
            </button>
          </li>
        ))}
      </ol>
      {outline.length === 0 ? <p className="panel-empty">{t('reader.panel.noHeadings')}</p> : null}
    </nav>
  )
}
