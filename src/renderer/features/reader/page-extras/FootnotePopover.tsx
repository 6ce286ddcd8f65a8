import { createElement, Fragment, type MouseEvent, type ReactNode } from 'react'
import { t } from '../../../lib/messages.ts'
import { Button } from '../../../ui/Button.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { anchorName } from '../page/anchor-name.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { type Footnote, isWayBack } from './footnotes.ts'

/** Kept as they are in the note; what is not here is shown as its text. */
const KEPT = new Set(
  'p ul ol li em strong i b u s code kbd samp var sub sup small mark q cite abbr dfn ins del blockquote br'.split(
    ' '
  )
)

/**
 * A footnote beside its mention. Escape and a press elsewhere close it and give the focus back to the mention; from a
 * note that a note mentions, Escape leads back to that.
 */
export function FootnotePopover(props: {
  frame: ReadingFrame
  footnote: Footnote
  /** Where it stands: the mention in the text. */
  mention: HTMLElement
  onLink(url: string): void
  /** A link to an anchor of the article. */
  onJump(target: string, link: HTMLElement): void
  /** To the note itself, further down in the article. */
  onGo(target: string): void
  /** To the note that mentions this one. */
  onBack: (() => void) | undefined
  onClose(): void
}) {
  const { frame, footnote, mention, onBack } = props
  const { language, dir } = about(footnote.note)
  return (
    <Popover
      key={footnote.target}
      title={t('page.footnote.title', { label: footnote.label })}
      open
      onOpenChange={(open) => !open && props.onClose()}
      anchor={{ getBoundingClientRect: () => frame.toWindow(mention.getBoundingClientRect()) }}
      side="bottom"
      className="footnote-popover"
      finalFocus={false}
      onEscape={onBack}
    >
      <div className="footnote" lang={language} dir={dir}>
        {contentOf(footnote.note, footnote.note, props)}
      </div>
      <div className="footnote-ways">
        <Button onClick={() => props.onGo(footnote.target)}>{t('page.footnote.go')}</Button>
        {onBack ? (
          <Button shortcut="Escape" onClick={onBack}>
            {t('reader.bar.back')}
          </Button>
        ) : null}
      </div>
    </Popover>
  )
}

function about(note: Element): { language: string | undefined; dir: string | undefined } {
  return {
    language: note.closest('[lang]')?.getAttribute('lang') ?? undefined,
    dir: note.closest('[dir]')?.getAttribute('dir') ?? undefined
  }
}

interface Follow {
  onLink(url: string): void
  onJump(target: string, link: HTMLElement): void
}

/** The note as elements of the window: made anew from names on a list, so that nothing else comes along. */
function contentOf(parent: Node, note: Element, follow: Follow): ReactNode {
  const nodes = Array.from(parent.childNodes, (node): ReactNode => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent
    if (node.nodeType !== Node.ELEMENT_NODE) return null
    const element = node as HTMLElement
    const name = element.localName
    if (name === 'img') return element.getAttribute('alt')
    if (name === 'br') return createElement('br')
    const children = contentOf(element, note, follow)
    if (name !== 'a') return KEPT.has(name) ? createElement(name, null, children) : children
    const href = element.getAttribute('href')
    if (!href || isWayBack(element, note)) return null
    const onClick = (event: MouseEvent) => {
      event.preventDefault()
      if (href.startsWith('#')) follow.onJump(anchorName(href), element)
      else follow.onLink(href)
    }
    return createElement('a', { href, onClick }, children)
  })
  // Handed over one by one: they never change places, so they need no keys.
  return createElement(Fragment, null, ...nodes)
}
