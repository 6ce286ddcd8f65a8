import { useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import { type PagePlace, pageAt } from '../../../../shared/page-places.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'

/** Pages are drawn in steps of so many pixels, so that a small change of width needs no new picture. */
const STEP = 160
const WIDEST = 4000

/** One page of the original: its picture, the highlights that lie on it, and the way to its text. */
export function OriginalPage(props: {
  version: ReadingVersion
  pages: readonly PagePlace[]
  number: number
  label: string
  /** CSS pixels. */
  width: number
  highlights: readonly Highlight[]
  /** Tells how high the page is for its width. */
  onShape(ratio: number): void
  /** Leads to where the page begins in the text; absent where it has none. */
  onGo?(): void
}) {
  const { version, number, label } = props
  const [failed, setFailed] = useState('')
  const wanted = Math.ceil((props.width * window.devicePixelRatio) / STEP) * STEP
  const pixels = Math.min(WIDEST, wanted)
  const name = t('originals.page', { label })
  const source = `/original/${version.id}/${number}/${pixels}`
  return (
    <figure className="original-page">
      {failed === source ? (
        <p className="panel-empty" role="alert">
          {t('originals.failed')}
        </p>
      ) : (
        <img
          src={source}
          alt={name}
          draggable={false}
          onLoad={({ currentTarget }) =>
            props.onShape(currentTarget.naturalHeight / currentTarget.naturalWidth)
          }
          onError={() => setFailed(source)}
        />
      )}
      <PageHighlights version={version} pages={props.pages} number={number} highlights={props.highlights} />
      {props.onGo ? (
        <button
          type="button"
          className="original-page-go"
          aria-label={t('originals.toText', { label })}
          title={t('originals.toText', { label })}
          onClick={props.onGo}
        >
          {label}
        </button>
      ) : (
        <figcaption className="original-page-go">{label}</figcaption>
      )}
    </figure>
  )
}

/** The highlights on a page, at the words that the page shows. */
function PageHighlights(props: {
  version: ReadingVersion
  pages: readonly PagePlace[]
  number: number
  highlights: readonly Highlight[]
}) {
  const { version, pages, number } = props
  const at = pages.findIndex((one) => one.number === number)
  const start = pages[at]?.offset ?? 0
  const end = pages[at + 1]?.offset ?? version.textLength
  const here =
    at < 0
      ? []
      : props.highlights
          .filter((one) => one.versionId === version.id && one.start < end && one.end > start)
          .slice(0, 200)
  const quotes = here.map((one) => {
    // What lies on other pages is looked for there.
    const from = Math.max(0, start - one.start)
    const to = pageAt(pages, one.end - 1)?.number === number ? one.exact.length : end - one.start
    return one.exact.slice(from, to)
  })
  const { data } = useData(
    'originals.find',
    { versionId: version.id, page: number, quotes },
    { enabled: quotes.length > 0 }
  )
  if (quotes.length === 0) return null
  return (
    <div className="original-page-marks" aria-hidden="true">
      {here.flatMap((one, index) =>
        (data?.places[index] ?? []).map((rect) => (
          <span
            key={`${one.id} ${rect.x} ${rect.y}`}
            className="original-page-mark"
            data-color={one.color}
            style={{
              left: `${rect.x * 100}%`,
              top: `${rect.y * 100}%`,
              width: `${rect.width * 100}%`,
              height: `${rect.height * 100}%`
            }}
          />
        ))
      )}
    </div>
  )
}
