import { Autocomplete } from '@base-ui/react/autocomplete'
import { ListFilter, Tag } from '../../ui/icons.ts'
import type { Completion } from './complete-query.ts'

/** A way to end the sign that is being typed, with what it stands for. */
export function CompletionRow(props: { completion: Completion; onChoose(): void }) {
  const { id, label } = props.completion
  const isTag = id.startsWith('tag:')
  return (
    <Autocomplete.Item value={props.completion} className="result completion" onClick={props.onChoose}>
      <span className="result-icon">
        {isTag ? <Tag aria-hidden="true" /> : <ListFilter aria-hidden="true" />}
      </span>
      {isTag ? null : (
        <code className="completion-sign" dir="ltr">
          {id}
        </code>
      )}
      <span className="completion-label" dir="auto">
        {label}
      </span>
    </Autocomplete.Item>
  )
}
