import { useState } from 'react'
import { findPage, type PagePlace } from '../../../../shared/page-places.ts'
import { t } from '../../../lib/messages.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { X } from '../../../ui/icons.ts'
import './original-pages.css'

/** Asks for a page by the name that is printed on it, or by its place in the file. */
export function GoToPage(props: {
  pages: readonly PagePlace[]
  onGo(page: PagePlace): void
  onClose(): void
}) {
  const { pages } = props
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const go = () => {
    const page = findPage(pages, typed)
    setMissing(!page)
    if (page) props.onGo(page)
  }
  return (
    <search className="page-bar find-bar go-to-page" aria-label={t('originals.goTo')}>
      <label>
        {t('originals.goToField')}{' '}
        <input
          type="text"
          className="find-field"
          // biome-ignore lint/a11y/noAutofocus: the bar opens on the reader's own request to type a page
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          dir="auto"
          value={typed}
          aria-invalid={missing}
          aria-describedby="go-to-page-range"
          onChange={(event) => {
            setTyped(event.target.value)
            setMissing(false)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
            if (event.key === 'Enter') go()
            if (event.key === 'Escape') props.onClose()
          }}
        />
      </label>
      <output id="go-to-page-range" className="go-to-page-range" aria-live="polite">
        {missing
          ? t('originals.goToNone')
          : t('originals.goToRange', { first: pages[0]?.label ?? '', last: pages.at(-1)?.label ?? '' })}
      </output>
      <Button onClick={go}>{t('originals.go')}</Button>
      <IconButton label={t('ui.close')} shortcut="Escape" onClick={props.onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </search>
  )
}
