import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'

/** Pixels of an entry with a name and one line of why; real heights are measured. */
const ROW_ESTIMATE = 60

/** What was not taken and why, however much: of a hundred thousand only those in sight are there. */
export function ImportReport(props: { entries: readonly { name: string; message: string }[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: props.entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_ESTIMATE,
    overscan: 4,
    initialRect: { width: 600, height: 400 }
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <div className="import-report-scroller" ref={scroller} tabIndex={0}>
      <ul className="import-report" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const { name, message } = props.entries[row.index]!
          return (
            <li
              key={row.key}
              ref={virtualizer.measureElement}
              data-index={row.index}
              aria-setsize={props.entries.length}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <strong dir="auto">{name}</strong>
              <span>{message}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
