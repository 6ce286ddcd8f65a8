import { useEffect, useRef, useState } from 'react'
import type { ArticleVersion } from '../../../shared/versions.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

/** Two versions as one text with its differences; from one to the next by button or by the keys n and p. */
export function CompareDialog(props: { from: ArticleVersion; to: ArticleVersion; onClose(): void }) {
  const { from, to } = props
  const { data, error } = useData('versions.compare', { fromId: from.id, toId: to.id })
  const text = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const count = data?.changes ?? 0

  useEffect(() => {
    const change = text.current?.querySelectorAll<HTMLElement>('[data-change]')[at]
    change?.scrollIntoView({ block: 'center' })
    for (const one of text.current?.querySelectorAll('[aria-current]') ?? [])
      one.removeAttribute('aria-current')
    if (data) change?.setAttribute('aria-current', 'true')
  }, [at, data])

  const step = (by: 1 | -1) => count > 0 && setAt((before) => (before + by + count) % count)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const by = event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0
      if (by !== 0 && count > 0) setAt((before) => (before + by + count) % count)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [count])
  return (
    <Dialog
      open
      wide
      className="compare-dialog"
      onClose={props.onClose}
      title={t('versions.compareTitle', { from: from.number, to: to.number })}
    >
      <div className="compare-bar">
        <span role="status">
          {data
            ? count > 0
              ? t('versions.at', { at: at + 1, count })
              : t('versions.same')
            : (error?.message ?? t('versions.comparing'))}
        </span>
        <Button disabled={count === 0} onClick={() => step(-1)}>
          {t('versions.previous')}
        </Button>
        <Button disabled={count === 0} onClick={() => step(1)}>
          {t('versions.next')}
        </Button>
      </div>
      <div
        ref={text}
        className="compare-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        role="document"
        aria-label={t('versions.differences')}
        dir="auto"
      >
        {data?.pieces.map(({ kind, text: words, moved }, index) => {
          const Tag = kind === 'removed' ? 'del' : kind === 'added' ? 'ins' : 'span'
          return (
            <Tag
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one comparison never change places
              key={index}
              {...(kind === 'same' ? {} : { 'data-change': '' })}
              {...(moved ? { 'data-moved': '', title: t('versions.verdict.moved') } : {})}
            >
              {words}
            </Tag>
          )
        })}
        {data && !data.isWhole ? <p className="versions-hint">{t('versions.tooMany')}</p> : null}
      </div>
    </Dialog>
  )
}
