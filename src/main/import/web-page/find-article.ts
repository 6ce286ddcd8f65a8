import { parseHTML } from 'linkedom'
import { serialize } from 'parse5'
import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  type Element,
  elementsOf,
  lineOf,
  type ParentNode,
  parseHtml,
  textOf
} from '../html/html-tree.ts'
import { cleanArticle } from './clean-article.ts'
import { cleanPage, embedWorthKeeping } from './clean-page.ts'
import { fillGaps, markPlaces, unmarkPlaces } from './fill-gaps.ts'
import { keepAsides } from './keep-asides.ts'
import { lettersPerSign } from './letters-of-signs.ts'
import { addLostNotes } from './lost-notes.ts'
import { removeOtherArticles } from './other-articles.ts'
import { hideHeadingClasses, hideOwnNames, showOwnNames } from './own-names.ts'
import { keepNotes } from './page-notes.ts'
import { QuickReadability } from './quick-readability.ts'
import { shallowBoxes } from './shallow-boxes.ts'
import { singleBoxes } from './single-boxes.ts'

/** A shorter find is only believed when the page has not much more to say. */
const SHORT = 250
/** What Readability finds on its first way is believed from so many letters on. */
const BELIEVED = 500
/**
 * The main part of a web page (Readability, on linkedom's inert document), freed of the clutter it lets
 * through; undefined when there is none. `root` is changed: hopeless parts of the page are taken out first.
 */
export function findArticle(root: ParentNode, url = '', title = ''): ParentNode | undefined {
  const whole = textLength(root)
  const letters = lettersPerSign(textOf(root))
  shallowBoxes(root)
  removeOtherArticles(root, url, title)
  const notes = keepNotes(root)
  hideOwnNames(root)
  cleanPage(root)
  keepAsides(root)
  markTops(root, title)
  singleBoxes(root)
  hideHeadingClasses(root)
  markPlaces(root)
  const { document } = parseHTML(serialize(root))
  showOwnNames(root)
  let content: string | undefined
  try {
    // Classes are kept for the clean-up after it; blocks never see them.
    content =
      new QuickReadability(document, {
        keepClasses: true,
        disableJSONLD: true,
        nbTopCandidates: 5,
        charThreshold: Math.round(BELIEVED / letters),
        allowedVideoRegex: embedWorthKeeping
      }).parse()?.content ?? undefined
  } catch {
    // It trips over a few broken pages; their whole body is read instead.
  }
  if (!content) return undefined
  const found = parseHtml(content, 'fragment').root
  fillGaps(found, root)
  unmarkPlaces(found)
  showOwnNames(found)
  keepLevels(found)
  cleanArticle(found, url)
  const length = textLength(found)
  if (length === 0 || (length * letters < SHORT && whole > length * 4)) return undefined
  addLostNotes(found, root, notes)
  return found
}

/** What tells a heading of the first level by after Readability, which makes all of them of the second. */
const TOP = 'data-top-level'

/** The tree is changed. */
function markTops(root: ParentNode, title: string): void {
  for (const one of elementsOf(root))
    if (one.tagName === 'h1' && !sameWords(lineOf(one), title)) one.attrs.push({ name: TOP, value: '' })
}

/** Where several headings of the first level divide the text, those below them go down as well. The tree is changed. */
function keepLevels(found: ParentNode): void {
  const headings = [...elementsOf(found)].filter(({ tagName }) => /^h[2-5]$/.test(tagName))
  const isTop = (one: Element) => attribute(one, TOP) !== undefined
  if (headings.filter(isTop).length < 2) return
  for (const one of headings) if (!isTop(one)) one.tagName = one.nodeName = `h${Number(one.tagName[1]) + 1}`
}

function textLength(root: ParentNode): number {
  return textOf(root).replace(/\s+/gu, ' ').trim().length
}
