import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

export function Switch(props: { label: string; checked: boolean; onChange(checked: boolean): void }) {
  const id = useId()
  return (
    <div className="switch-row">
      <span id={id}>{props.label}</span>
      <Base.Root
        className="switch"
        checked={props.checked}
        onCheckedChange={props.onChange}
        aria-labelledby={id}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
    </div>
  )
}
