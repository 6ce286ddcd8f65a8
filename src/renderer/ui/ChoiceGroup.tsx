import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { type ReactNode, useId } from 'react'

/** One of a few, all visible: themes, typefaces, colours. */
export function ChoiceGroup<T extends string>(props: {
  label: string
  labelHidden?: boolean
  value: T
  choices: readonly { value: T; label: string; sample?: ReactNode; className?: string; lang?: string }[]
  onChange(value: T): void
}) {
  const id = useId()
  return (
    <div className="choice-group">
      <span id={id} className={props.labelHidden ? 'visually-hidden' : 'choice-group-label'}>
        {props.label}
      </span>
      <RadioGroup
        className="choices"
        aria-labelledby={id}
        value={props.value}
        onValueChange={(value) => props.onChange(value as T)}
      >
        {props.choices.map((choice) => (
          <Radio.Root
            key={choice.value}
            value={choice.value}
            className={`choice ${choice.className ?? ''}`}
            aria-label={choice.label}
            lang={choice.lang}
          >
            {choice.sample}
            <span className="choice-name">{choice.label}</span>
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  )
}
