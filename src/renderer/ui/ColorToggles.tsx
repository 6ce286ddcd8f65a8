import type { HighlightColor } from '../../shared/highlights.ts'
import { t } from '../lib/messages.ts'
import { Tooltip } from './Tooltip.tsx'

/** Colours to narrow by: any number of them, none meaning all. */
export function ColorToggles(props: {
  colors: readonly HighlightColor[]
  chosen: readonly HighlightColor[]
  onChange(chosen: HighlightColor[]): void
}) {
  return (
    <fieldset className="color-toggles">
      <legend className="visually-hidden">{t('highlights.color')}</legend>
      {props.colors.map((color) => {
        const on = props.chosen.includes(color)
        const name = t(`ui.color.${color}`)
        return (
          <Tooltip key={color} label={name}>
            <button
              type="button"
              className={`swatch swatch-${color}`}
              aria-label={name}
              aria-pressed={on}
              onClick={() =>
                props.onChange(on ? props.chosen.filter((one) => one !== color) : [...props.chosen, color])
              }
            />
          </Tooltip>
        )
      })}
    </fieldset>
  )
}
