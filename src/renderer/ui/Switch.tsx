import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

/** For a setting that is on or off and takes effect at once. */
export function Switch(props: {
  label: string
  /** What is to be known about it, under the label. */
  hint?: string | undefined
  checked: boolean
  onChange(checked: boolean): void
}) {
  const id = useId()
  const hintId = useId()
  return (
    <div className="switch-row">
      <span className="switch-words">
        <span id={id}>{props.label}</span>
        {props.hint ? (
          <span id={hintId} className="switch-hint">
            {props.hint}
          </span>
        ) : null}
      </span>
      <Base.Root
        className="switch"
        checked={props.checked}
        onCheckedChange={props.onChange}
        aria-labelledby={id}
        aria-describedby={props.hint ? hintId : undefined}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
    </div>
  )
}
