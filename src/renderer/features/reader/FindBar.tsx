import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type Ref, useEffect, useState } from 'react'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import type { ReadingVersion } from '../../../shared/reading.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { type FoldedText, findInText, foldText, MAX_FOUND } from './find-in-text.ts'

/** Find in the article: by its canonical text, so that words are found across emphasis, links and blocks. */
export function FindBar(props: {
  version: ReadingVersion
  query: string
  count: number
  current: number
  onQuery(query: string, found: TextSpan[]): void
  onStep(by: 1 | -1): void
  onClose(): void
  ref?: Ref<HTMLInputElement>
}) {
  const { version, query, count } = props
  const [folded, setFolded] = useState<FoldedText | null>(null)
  const { showError } = useToast()

  useEffect(() => {
    let gone = false
    invoke('reading.text', { versionId: version.id, start: 0, end: version.textLength })
      .then(({ text }) => {
        if (!gone) setFolded(foldText(text))
      })
      .catch(showError)
    return () => {
      gone = true
    }
  }, [version.id, version.textLength, showError])

  const onQuery = props.onQuery
  // The text may come after the first letters were typed; from then on typing itself finds.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the text has come
  useEffect(() => {
    if (folded && query) onQuery(query, findInText(folded, query))
  }, [folded])

  const many = count >= MAX_FOUND
  return (
    <search className="find-bar" aria-label={t('reader.find.label')}>
      <input
        ref={props.ref}
        type="text"
        className="find-field"
        aria-label={t('reader.find.label')}
        placeholder={t('reader.find.placeholder')}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={query}
        // biome-ignore lint/a11y/noAutofocus: the bar opens on the reader's own request to find
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) =>
          onQuery(event.target.value, folded ? findInText(folded, event.target.value) : [])
        }
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
          if (event.key === 'Enter') props.onStep(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') props.onClose()
        }}
      />
      <output className="find-count" aria-live="polite">
        {query === ''
          ? ''
          : count === 0
            ? t('reader.find.none')
            : t(many ? 'reader.find.atMany' : 'reader.find.at', { at: props.current + 1, count })}
      </output>
      <IconButton
        label={t('reader.find.previous')}
        shortcut="Mod+Shift+G"
        disabled={count === 0}
        onClick={() => props.onStep(-1)}
      >
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('reader.find.next')}
        shortcut="Mod+G"
        disabled={count === 0}
        onClick={() => props.onStep(1)}
      >
        <ChevronDown aria-hidden="true" />
      </IconButton>
      <IconButton label={t('reader.find.close')} shortcut="Escape" onClick={props.onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </search>
  )
}
