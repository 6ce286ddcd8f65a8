import { type HighlightColor, highlightColors } from '../../../shared/highlights.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { BookOpenText, GraduationCap, Palette, Tag, Trash2, X } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'

/** Acts on everything that is selected. */
export function BulkBar(props: {
  count: number
  /** How many there are to select. */
  total: number
  onColor(color: HighlightColor): void
  onTag(): void
  onGather(): void
  onCards(): void
  onDelete(): void
  onSelectAll(): void
  onClear(): void
}) {
  const { count, total } = props
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('highlights.bulk')}>
      <IconButton label={t('highlights.clearSelection')} shortcut="Escape" onClick={props.onClear}>
        <X aria-hidden="true" />
      </IconButton>
      <strong role="status">{t('highlights.selected', { count })}</strong>
      {count < total ? (
        <Button look="quiet" onClick={props.onSelectAll}>
          {t('highlights.selectAll', { count: total })}
        </Button>
      ) : null}
      <Menu
        trigger={
          <Button>
            <Palette aria-hidden="true" />
            {t('highlights.recolor')}
          </Button>
        }
        items={highlightColors.map((color) => ({
          label: t(`ui.color.${color}`),
          icon: <span className={`swatch-dot swatch-${color}`} />,
          onSelect: () => props.onColor(color)
        }))}
      />
      <Button onClick={props.onTag}>
        <Tag aria-hidden="true" />
        {t('highlights.tag')}
      </Button>
      <Button onClick={props.onGather}>
        <BookOpenText aria-hidden="true" />
        {t('highlights.gather')}
      </Button>
      <Button onClick={props.onCards}>
        <GraduationCap aria-hidden="true" />
        {t('highlights.cards')}
      </Button>
      <Button onClick={props.onDelete}>
        <Trash2 aria-hidden="true" />
        {t('highlights.delete')}
      </Button>
    </div>
  )
}
