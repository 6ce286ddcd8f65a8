import { useEffect, useRef, useState } from 'react'
import type { NamedKind } from '../../../shared/study-sheet.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import './study-sheet.css'

/** Everywhere a person, place or organisation is named: the passages, by article. */
export function NamePage(props: {
  kind: NamedKind
  name: string
  onBack(): void
  onOpen(articleId: ArticleId, target: ReaderTarget): void
}) {
  const { kind, name } = props
  const { data, error } = useData('sheets.mentions', { kind, name }, { keepPrevious: true })
  const lookThrough = useAction('sheets.lookThrough')
  const { showError } = useToast()
  // Escape, as in the article that led here.
  useCommand('reader.back', props.onBack)
  const [left, setLeft] = useState<number>()
  const stopped = useRef(false)
  useEffect(
    () => () => {
      stopped.current = true
    },
    []
  )

  // Twenty articles to a call: it can be stopped between, and what was found shows meanwhile.
  const look = async () => {
    stopped.current = false
    setLeft(data?.waiting ?? 0)
    try {
      for (;;) {
        const { waiting } = await lookThrough({})
        setLeft(waiting)
        if (waiting === 0 || stopped.current) break
      }
    } catch (failure) {
      showError(failure)
    }
    setLeft(undefined)
  }

  return (
    <section className="name-page" aria-label={t('sheet.mentions.label', { name })}>
      <Button look="quiet" onClick={props.onBack}>
        {t('sheet.mentions.back')}
      </Button>
      <h1 dir="auto">{name}</h1>
      {error ? <p role="alert">{error.message}</p> : null}
      {data ? (
        <p className="sheet-about">
          {t(`sheet.kinds.${kind}`)} ·{' '}
          {data.articles.length > 0
            ? t('sheet.mentions.count', { count: data.articles.length })
            : t('sheet.mentions.none')}
        </p>
      ) : null}
      {left !== undefined ? (
        <p className="sheet-about" role="status">
          {t('sheet.mentions.looking', { count: left })}{' '}
          <Button
            look="quiet"
            onClick={() => {
              stopped.current = true
            }}
          >
            {t('sheet.mentions.stop')}
          </Button>
        </p>
      ) : data && data.waiting > 0 ? (
        <p className="sheet-about">
          {t('sheet.mentions.waiting', { count: data.waiting })}{' '}
          <Button look="quiet" onClick={() => void look()}>
            {t('sheet.mentions.look')}
          </Button>
        </p>
      ) : null}
      {data?.articles.map(({ articleId, title, passages }) => (
        <article key={articleId} aria-label={title}>
          <h2 dir="auto">{title}</h2>
          <ul>
            {passages.map((passage, index) => (
              <li key={passage.start}>
                <button
                  type="button"
                  className="name-passage"
                  dir="auto"
                  onClick={() =>
                    props.onOpen(articleId, {
                      kind: 'occurrences',
                      occurrences: passages.map(({ start, end }) => ({ start, end })),
                      index,
                      query: name
                    })
                  }
                >
                  {passage.before}
                  <mark>{passage.exact}</mark>
                  {passage.after}
                </button>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  )
}
