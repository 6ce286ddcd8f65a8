import type { Ref } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { t } from '../../../lib/messages.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Check, X } from '../../../ui/icons.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { ToolsAtSelection } from './ToolsAtSelection.tsx'

/** While a highlight waits for its words, the selected ones are for it and for nothing else. */
export interface Placing {
  put(): void
  stop(): void
}

/** What can be done with the selected words while a highlight waits for them. */
export function PlacingTools(props: {
  frame: ReadingFrame
  selection: TextSpan
  moved: number
  placing: Placing
  onLeave(): void
  ref?: Ref<HTMLDivElement> | undefined
}) {
  const { placing } = props
  return (
    <ToolsAtSelection
      ref={props.ref}
      frame={props.frame}
      selection={props.selection}
      moved={props.moved}
      onLeave={props.onLeave}
    >
      <Button shortcut="Enter" look="quiet" onClick={placing.put}>
        <Check aria-hidden="true" />
        {t('versions.attach')}
      </Button>
      <IconButton label={t('ui.cancel')} onClick={placing.stop}>
        <X aria-hidden="true" />
      </IconButton>
    </ToolsAtSelection>
  )
}
