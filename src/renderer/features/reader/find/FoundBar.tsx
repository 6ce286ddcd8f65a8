import type { ReadingVersion } from '../../../../shared/reading.ts'
import { FindBar } from './FindBar.tsx'
import { OccurrenceBar } from './OccurrenceBar.tsx'
import type { Find } from './use-found.ts'

/** What is being found: typed here, or brought along from the search. Nothing when nothing is. */
export function FoundBar(props: {
  version: ReadingVersion
  /** What the page says as its title, which is looked through as well. */
  title: string
  find: Find
  onClose(): void
}) {
  const { find, onClose } = props
  if (!find.found) return null
  const walk = {
    query: find.found.query,
    count: find.spans.length,
    current: find.found.index,
    onStep: find.step,
    onClose
  }
  return find.found.from === 'find' ? (
    <FindBar
      {...walk}
      request={find.request}
      version={props.version}
      title={props.title}
      onQuery={find.onQuery}
    />
  ) : (
    <OccurrenceBar {...walk} />
  )
}
