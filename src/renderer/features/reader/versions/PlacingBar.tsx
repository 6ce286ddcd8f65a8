import { shorten } from '../../../../shared/shorten.ts'
import { t } from '../../../lib/messages.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { X } from '../../../ui/icons.ts'

/** Longest part of the words shown, UTF-16 units: two lines in a small window. */
const SHOWN = 120

/** While a highlight waits for the words it belongs to: what it said, and putting it on what is selected. */
export function PlacingBar(props: { words: string; ready: boolean; onPut(): void; onCancel(): void }) {
  return (
    <section className="page-bar work-bar placing-bar" aria-label={t('versions.placing')}>
      <p role="status">
        {t('versions.placing')} <q dir="auto">{shorten(props.words, SHOWN)}</q>
      </p>
      <Button
        shortcut={props.ready ? 'Enter' : undefined}
        look="primary"
        disabled={!props.ready}
        onClick={props.onPut}
      >
        {t('versions.attach')}
      </Button>
      <IconButton label={t('ui.cancel')} shortcut="Escape" onClick={props.onCancel}>
        <X aria-hidden="true" />
      </IconButton>
    </section>
  )
}
