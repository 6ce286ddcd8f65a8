import { Slider as Base } from '@base-ui/react/slider'

/** For a number one finds by looking, such as a size; every step takes effect at once. */
export function Slider(props: {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** How the value reads, such as `19 px`. */
  format(value: number): string
  onChange(value: number): void
}) {
  return (
    <Base.Root
      className="slider"
      value={props.value}
      min={props.min}
      max={props.max}
      step={props.step}
      onValueChange={(value) => props.onChange(value)}
    >
      <span className="slider-label">{props.label}</span>
      <span className="slider-value" aria-hidden="true">
        {props.format(props.value)}
      </span>
      <Base.Control className="slider-control">
        <Base.Track className="slider-track">
          <Base.Indicator className="slider-indicator" />
          <Base.Thumb
            className="slider-thumb"
            aria-label={props.label}
            getAriaValueText={(_formatted, value) => props.format(value)}
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}
