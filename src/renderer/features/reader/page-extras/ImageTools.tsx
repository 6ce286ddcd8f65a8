import { t } from '../../../lib/messages.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ChevronLeft, ChevronRight, Maximize, Minus, Plus, X } from '../../../ui/icons.ts'

/** How much larger one press makes a picture. */
export const STEP = 1.4

/** The buttons below an enlarged picture; each has a key, too. */
export function ImageTools({
  index,
  count,
  onGo,
  onEnlarge,
  onFit,
  onClose
}: {
  /** Which of the article's pictures it is, and how many there are. */
  index: number
  count: number
  onGo(by: 1 | -1): void
  onEnlarge(factor: number): void
  onFit(): void
  onClose(): void
}) {
  return (
    <div className="image-tools" role="toolbar" aria-label={t('page.picture.tools')}>
      {count > 1 ? (
        <>
          <IconButton
            label={t('page.picture.previous')}
            shortcut="PageUp"
            disabled={index === 0}
            onClick={() => onGo(-1)}
          >
            <ChevronLeft aria-hidden="true" className="mirrored" />
          </IconButton>
          <output aria-live="polite">{t('page.picture.position', { at: index + 1, count })}</output>
          <IconButton
            label={t('page.picture.next')}
            shortcut="PageDown"
            disabled={index === count - 1}
            onClick={() => onGo(1)}
          >
            <ChevronRight aria-hidden="true" className="mirrored" />
          </IconButton>
        </>
      ) : null}
      <IconButton label={t('page.picture.smaller')} shortcut="-" onClick={() => onEnlarge(1 / STEP)}>
        <Minus aria-hidden="true" />
      </IconButton>
      <IconButton label={t('page.picture.larger')} shortcut="+" onClick={() => onEnlarge(STEP)}>
        <Plus aria-hidden="true" />
      </IconButton>
      <IconButton label={t('page.picture.fit')} shortcut="0" onClick={onFit}>
        <Maximize aria-hidden="true" />
      </IconButton>
      <IconButton label={t('ui.close')} shortcut="Escape" onClick={onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  )
}
