import { memo, useState } from 'react'
import type { OutlineHeading } from '../../../shared/outline.ts'
import { t } from '../../lib/messages.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ChevronDown, ChevronRight, MoveDown, MoveUp } from '../../ui/icons.ts'

interface OutlineProps {
  headings: readonly OutlineHeading[]
  /** The same functions from render to render. */
  onGo(index: number): void
  onMove(index: number, by: 1 | -1): void
}

/** Where the sections begin changes with every key; what is shown of them seldom does. */
const showsSame = (a: OutlineProps, b: OutlineProps) =>
  a.onGo === b.onGo &&
  a.onMove === b.onMove &&
  a.headings.length === b.headings.length &&
  a.headings.every(({ level, text }, at) => level === b.headings[at]!.level && text === b.headings[at]!.text)

/** The headings of a notebook: jump to one, fold what is under it, move its section. */
export const NotebookOutline = memo(Outline, showsSame)

function Outline(props: OutlineProps) {
  const { headings } = props
  /** By level and words, so that folding outlives a change elsewhere. */
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  if (headings.length === 0) return <p className="panel-empty">{t('notebooks.noHeadings')}</p>
  const least = Math.min(...headings.map((heading) => heading.level))
  const keyOf = (heading: OutlineHeading) => `${heading.level} ${heading.text}`
  const shown: { heading: OutlineHeading; index: number; hasParts: boolean; isFolded: boolean }[] = []
  let hiddenBelow = Number.POSITIVE_INFINITY
  for (const [index, heading] of headings.entries()) {
    if (heading.level > hiddenBelow) continue
    hiddenBelow = Number.POSITIVE_INFINITY
    const hasParts = (headings[index + 1]?.level ?? 0) > heading.level
    const isFolded = hasParts && folded.has(keyOf(heading))
    if (isFolded) hiddenBelow = heading.level
    shown.push({ heading, index, hasParts, isFolded })
  }
  return (
    <ol className="notebook-outline">
      {shown.map(({ heading, index, hasParts, isFolded }) => {
        const title = heading.text || '#'
        return (
          <li key={index} style={{ '--level': heading.level - least } as React.CSSProperties}>
            {hasParts ? (
              <button
                type="button"
                className="icon-button outline-fold"
                aria-expanded={!isFolded}
                aria-label={isFolded ? t('notebooks.unfold', { title }) : t('notebooks.fold', { title })}
                onClick={() =>
                  setFolded((before) => {
                    const after = new Set(before)
                    if (!after.delete(keyOf(heading))) after.add(keyOf(heading))
                    return after
                  })
                }
              >
                {isFolded ? (
                  <ChevronRight aria-hidden="true" className="mirrored" />
                ) : (
                  <ChevronDown aria-hidden="true" />
                )}
              </button>
            ) : (
              <span className="outline-fold" />
            )}
            <button type="button" className="outline-name" dir="auto" onClick={() => props.onGo(index)}>
              {title}
            </button>
            <span className="outline-move">
              <IconButton label={t('notebooks.moveUp', { title })} onClick={() => props.onMove(index, -1)}>
                <MoveUp aria-hidden="true" />
              </IconButton>
              <IconButton label={t('notebooks.moveDown', { title })} onClick={() => props.onMove(index, 1)}>
                <MoveDown aria-hidden="true" />
              </IconButton>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
