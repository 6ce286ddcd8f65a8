import { anchorName } from '../page/anchor-name.ts'

/** Longest note shown in a popover, UTF-16 units; a longer one is a place to go to. */
const MAX_NOTE = 4000
/** What mentions of notes look like: numbers, letters and signs, in brackets or not. */
const MENTION = /^[\s([（［]*(?:\p{N}{1,4}|\p{L}|note\s*\p{N}{1,4}|[*†‡§¶‖#]{1,4})[\s)\]）］.:]*$/iu

export interface Footnote {
  /** The mention that was followed. */
  link: HTMLElement
  /** The element that holds the note. */
  note: Element
  /** How the text calls it: `1`, `*`. */
  label: string
  /** The anchor's id, to go to the note itself. */
  target: string
}

/**
 * The note a link inside the article mentions, or undefined when the link leads to something else: a
 * heading, a place further up (the way back from a note), or a text too long to be a note.
 */
export function footnoteOf(link: HTMLElement, target: string): Footnote | undefined {
  const page = link.ownerDocument
  const anchor = page.getElementById(target)
  const label = link.textContent?.trim() ?? ''
  if (!anchor || (!MENTION.test(label) && !link.closest('sup'))) return undefined
  // A note comes after what mentions it; a link upwards is the way back.
  if (!(link.compareDocumentPosition(anchor) & Node.DOCUMENT_POSITION_FOLLOWING)) return undefined
  const note = anchor.closest('li, dd, tr') ?? anchor.closest('[data-at]')
  if (!note || note.contains(link) || /^h\d$/i.test(note.tagName)) return undefined
  const length = note.textContent?.length ?? 0
  if (length === 0 || length > MAX_NOTE) return undefined
  return { link, note, label: label.replace(/[[\]()（）［］]/gu, ''), target }
}

/**
 * Does this link lead from a note back to where it was mentioned? It says no word of its own, or it is the last of the
 * note and leads to a mention of it: in “see note 3” it is part of what the note says.
 */
export function isWayBack(link: Element, note: Element): boolean {
  const page = link.ownerDocument
  const href = link.getAttribute('href') ?? ''
  const to = href.startsWith('#') ? page.getElementById(anchorName(href)) : null
  if (!to || !(note.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING)) return false
  if (!/\p{L}{2}/u.test(link.textContent ?? '')) return true
  const rest = page.createRange()
  rest.selectNodeContents(note)
  rest.setStartAfter(link)
  if (/\p{L}{2}/u.test(rest.toString())) return false
  const mentions = [to.closest('a[href^="#"]'), ...to.querySelectorAll('a[href^="#"]')]
  return mentions.some((one) => {
    const anchor = one && page.getElementById(anchorName(one.getAttribute('href')!))
    return anchor ? note.contains(anchor) : false
  })
}
