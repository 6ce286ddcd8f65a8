import type { Block, Inline } from '../../../shared/blocks.ts'
import { blockText, inlineText, oneLine } from '../article/block-text.ts'
import { sameWords } from '../article/same-words.ts'
import { withCaptions } from './caption-lines.ts'
import { isInterface, isPrompt, isSubscriptionOffer, leadsToOthers, statesWhen } from './clutter-words.ts'
import { saysAsMuchAs } from './letters-of-signs.ts'
import { isSameSite } from './same-site.ts'

/** A paragraph this long is the article speaking. */
const PROSE = 120

/** A shorter piece may be in a text twice by chance. */
const HIGHLIGHT = 40

/** So many highlights, from so many pieces of the text, are looked for. */
const FEW = 12
const NEARBY = 200

/**
 * The last pass over a web page's blocks: what is left of its furniture is told by where it stands (before
 * the first or after the last long paragraph), by how it is made (one link and nothing else), and by the
 * words that every site uses for it. Captions become captions. Pages shorter than a few paragraphs are
 * left alone: there position says nothing.
 */
export function cleanBlocks(blocks: readonly Block[], page: { byline: string; url: string }): Block[] {
  const isProse = (block: Block) =>
    block.type === 'paragraph' && saysAsMuchAs(inlineText(block.children), PROSE) && linkShare(block) < 0.5
  const shown = withoutMasthead(
    withCaptions(blocks.filter((block, at) => !isFurniture(block) || isPart(blocks, at))),
    isProse,
    page.url
  )
  const first = shown.findIndex(isProse)
  if (first < 0) return shown
  const last = shown.findLastIndex(isProse)
  const kept: Block[] = []
  let skipping = false
  for (const [index, block] of shown.entries()) {
    const text = oneLine(blockText(block))
    if (
      skipping &&
      !isProse(block) &&
      (linkShare(block) > 0.5 ||
        block.type === 'figure' ||
        block.type === 'heading' ||
        text.length < 40 ||
        isListOfLinks(block))
    )
      continue
    skipping = false
    if (
      isLabel(block, text) &&
      leadsToOthers(text) &&
      !announcesText(shown, index) &&
      !isPart(shown, index)
    ) {
      skipping = true
      continue
    }
    if (index < first && index < 12 && isAbove(block, text, page, shown[index - 1]?.type === 'heading'))
      continue
    if (index < first && index < 12 && isSaidAgain(block, shown.slice(first, first + NEARBY))) continue
    const isPointer =
      (index > last && isBelow(block, text, shown[index - 1], shown[index + 1])) ||
      isLoneLink(block, text, shown[index - 1])
    if (isPointer && !isJumpedTo(block)) continue
    if (
      index > last * 0.75 &&
      index > 4 &&
      isAuthorName(block, text, page.byline) &&
      restLength(shown, index) < 900
    )
      break
    kept.push(block)
  }
  const trimmed = withoutTail(kept, page.byline)
  return trimmed.length ? trimmed : shown
}

/** What pages say after their last sentence: who owns it, how to cite it, how to reach the writer; and headings over nothing. */
function withoutTail(blocks: readonly Block[], byline: string): Block[] {
  const kept = blocks.slice(0, startOfTeasers(blocks))
  while (kept.length > 1) {
    const last = kept.at(-1) as Block
    if (kept.length <= 3 && last.type !== 'heading' && last.type !== 'rule') break
    // A picture beneath the writer's own lines is the writer's, or an advertisement.
    const before = last.type === 'figure' ? kept.at(-2) : undefined
    if (before && kept.length > 4 && isSaidAtTheEnd(before, byline)) kept.pop()
    else if (last.type !== 'heading' && last.type !== 'rule' && !isSaidAtTheEnd(last, byline)) break
    kept.pop()
  }
  return kept
}

function isSaidAtTheEnd(block: Block, byline: string): boolean {
  if (block.type !== 'paragraph') return false
  const text = oneLine(blockText(block))
  if (endMatter.test(text) || isAddress(text)) return true
  return text.length < 600 && follow.test(text) && !saysWhoWrote(text, byline)
}

/** A sentence about the writer that begins with the name, before the request to follow. */
function saysWhoWrote(text: string, byline: string): boolean {
  const rest = byline && text.startsWith(`${byline} `) ? text.slice(byline.length + 1) : ''
  return /^\p{Ll}/u.test(rest) && rest.search(follow) >= SHORT_NOTE
}

/** A shorter beginning says nothing but where to find the writer. */
const SHORT_NOTE = 30

/** A writer's own lines, in which readers are asked to follow: at the end of a text, and there only. */
const follow =
  /\bfollow (?:him|her|them|us|me|@\w+|\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]+){0,3}) on (?:x|twitter|facebook|instagram|linkedin|mastodon|bluesky|threads)\b/iu

const endMatter =
  /^(?:(?:copyright\b|©|ⓒ|\(c\)\s).{0,400}|all rights reserved.{0,300}|this (?:document|article|work|content) is subject to copyright.{0,600}|citation\s*:.{0,600}|more\b[^.!?:]{0,60}:(?:\s*(?:and\s+)?https?:\/\/\S+){1,4})$/isu

/** Only how to reach somebody. */
function isAddress(text: string): boolean {
  return (
    text.length < 80 &&
    /^(?:e-?mail:?\s*)?(?:\S+@\S+\.\S+|@\w+|(?:https?:\/\/)?(?:www\.)?(?:twitter|x)\.com\/\w+)$/iu.test(text)
  )
}

/**
 * Small pictures, each with a line beneath, at the very end: other articles. Returns where they begin, or
 * the number of blocks.
 */
function startOfTeasers(blocks: readonly Block[]): number {
  let start = blocks.length
  let pairs = 0
  while (start >= 2) {
    const line = blocks[start - 1] as Block
    const picture = blocks[start - 2] as Block
    const small = picture.type === 'figure' && (picture.image?.width ?? Number.POSITIVE_INFINITY) <= 200
    if (!small || line.type !== 'paragraph' || blockText(line).length >= PROSE) break
    start -= 2
    pairs += 1
  }
  return pairs >= 4 ? start : blocks.length
}

/** Buttons, share rows, prompts: nothing of an article wherever they stand. */
function isFurniture(block: Block): boolean {
  if (
    block.type !== 'paragraph' &&
    block.type !== 'heading' &&
    block.type !== 'list' &&
    block.type !== 'quote'
  )
    return false
  const text = oneLine(blockText(block))
  if (text === '') return !hasImage(block)
  if (block.type === 'paragraph' && isSubscriptionOffer(text)) return true
  if (text.length > 400) return false
  return (
    isInterface(text) ||
    isPrompt(text) ||
    (block.type === 'list' &&
      block.items.every((item) => isInterface(oneLine(item.map(blockText).join(' ')))))
  )
}

/** Before the text: the name of the site or of its part, leading there; a line that is nothing but a date. */
function withoutMasthead(blocks: readonly Block[], isProse: (block: Block) => boolean, url: string): Block[] {
  const first = blocks.findIndex(isProse)
  // A standfirst may be the first piece of prose; the date stands beneath it.
  const second = blocks.findIndex((block, index) => index > first && isProse(block))
  return blocks.filter((block, index) => {
    if (index >= Math.min(second, 8) || (block.type !== 'heading' && block.type !== 'paragraph')) return true
    const text = oneLine(blockText(block))
    if (block.type === 'paragraph' && text.length < 60 && statesWhen(text)) return false
    const [only, ...others] = block.children.filter((inline) => inline.type !== 'anchor')
    const leadsHome =
      only?.type === 'link' && (/^https?:\/\/[^/]+\/?$/iu.test(only.href) || isAboveInSite(only.href, url))
    return !(index < first && leadsHome && !others.length && text.length < 120)
  })
}

/** A page's address stands below its part's, and that below the front page's. */
function isAboveInSite(href: string, url: string): boolean {
  const [there, here] = [URL.parse(href), URL.parse(url)]
  if (!there || !here || there.search || !isSameSite(there.host, here.host)) return false
  const folder = there.pathname.replace(/\/*$/, '/')
  return here.pathname.length > folder.length && here.pathname.startsWith(folder)
}

/** Above the text: dates, bylines, trails of links back to the front page. */
function isAbove(
  block: Block,
  text: string,
  page: { byline: string; url: string },
  isUnderHeading: boolean
): boolean {
  if (block.type !== 'paragraph' && block.type !== 'list') return false
  // The site's sections.
  if (block.type === 'list' && !isUnderHeading && text.length < 600 && linkShare(block) > 0.85) return true
  if (text.length > 160) return false
  if (statesWhen(text) || /^(?:by|von|par|por|di|от)$/iu.test(text) || /^[\d.,\s]+\p{L}{0,12}$/u.test(text))
    return true
  if (page.byline && text.length < 120 && sameWords(text.replace(/^by\s+/i, ''), page.byline)) return true
  if (page.url && text === page.url) return true
  return /^\S.*[»›>|]\s*\S?/u.test(text) && linkShare(block) > 0.6
}

/** Highlights: sentences of the text that stand above it as well. */
function isSaidAgain(block: Block, rest: readonly Block[]): boolean {
  const lines =
    block.type === 'list'
      ? block.items.map((item) => oneLine(item.map(blockText).join(' ')))
      : block.type === 'paragraph'
        ? [oneLine(blockText(block))]
        : []
  return (
    lines.length > 0 &&
    lines.length <= FEW &&
    lines.every(
      (line) =>
        line.length >= HIGHLIGHT &&
        rest.some((one) => one.type === 'paragraph' && oneLine(blockText(one)).includes(line))
    )
  )
}

/** Below it: labels, copyright lines, one link after another. */
function isBelow(block: Block, text: string, before: Block | undefined, next: Block | undefined): boolean {
  if (block.type === 'heading') return false
  if (
    /^(?:copyright\b|©|ⓒ|\(c\)|all rights reserved|this document is subject to copyright|citation:)/i.test(
      text
    )
  )
    return true
  if (
    /^(?:filed under|tags?|tagged|topics?|categor(?:y|ies)|posted in|labels?|etiquetas|schlagwörter|mots[- ]clés|метки|теги)(?!\p{L})\s*[:：]?/iu.test(
      text
    ) &&
    text.length < 300
  )
    return true
  // Without such a word a date and a place may be how a letter ends.
  if (publishedLine.test(text) && statesWhen(text)) return true
  // A list under a heading of its own: sources, further reading.
  if (block.type === 'list' && before?.type === 'heading') return false
  // A writer's name above the sentence about the writer.
  if (next && oneLine(blockText(next)).startsWith(`${text} `)) return false
  return text.length < 300 && linkShare(block) > 0.8
}

const publishedLine =
  /^(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified|publié|mis à jour|veröffentlicht|aktualisiert|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|опубликовано|обновлено)(?!\p{L})/iu

/**
 * A paragraph that is one link and no sentence, between paragraphs of prose, leads to another article;
 * after a colon it is what the text announces.
 */
function isLoneLink(block: Block, text: string, before: Block | undefined): boolean {
  const single = block.type === 'paragraph' || (block.type === 'list' && block.items.length === 1)
  if (!single || text.length < 20 || text.length > 200) return false
  const { label, share } = afterLabel(block, text)
  if (share < 0.75 && !label) return false
  if (source.test(text) || (before && /[:：]$/u.test(oneLine(blockText(before))))) return false
  // A source, an artist or an editor's remark in brackets; a headline has no brackets around it, and more than
  // three words.
  if (/^(?:\(.*\)|\[.*\])$/u.test(text) || (/\s/u.test(text) && text.split(' ').length < 4)) return false
  // An address written out is there to be read; teasers have words.
  if (/:\/\/\S+\W*$/u.test(text)) return false
  return !/[.!?。]["”’»)]*$/u.test(text)
}

/** What announces where a thing is from or where more is said of it, and not another article. */
const source =
  /^(?:learn more|more information|background|details|sources?|references?|paper|study|data|code|slides|download|documentation|quellen?|fuentes?|fonti?|источники?|出典|来源|來源|المصدر)\s*[:：]/iu

/** "On this site: a headline": a few words, a colon, and one link to the end; more words are a sentence. */
function afterLabel(block: Block, text: string): { label: boolean; share: number } {
  const share = linkShare(block)
  const label = /^(?:[^\s:：]+\s+){0,4}[^\s:：]+[:：]\s*(\S.*)$/u.exec(text)
  if (!label || block.type !== 'paragraph' || share < 0.4) return { label: false, share }
  const last = block.children.findLast((inline) => inline.type !== 'text' || inline.text.trim() !== '')
  const isWhole = last?.type === 'link' && oneLine(inlineText(last.children)) === label[1]
  return { label: isWhole && (label[1]?.split(' ').length ?? 0) >= 5, share }
}

/** Every item is one line with a link in it. */
function isListOfLinks(block: Block): boolean {
  return (
    block.type === 'list' &&
    block.items.length >= 2 &&
    block.items.every(
      (item) => item.length === 1 && item.every((one) => linkShare(one) > 0.15) && restLength(item, 0) < 200
    )
  )
}

function isLabel(block: Block, text: string): boolean {
  return text.length < 80 && (block.type === 'heading' || block.type === 'paragraph')
}

/** "Up next" over lines without a link or a picture says what happens next, not what to read. */
function announcesText(blocks: readonly Block[], at: number): boolean {
  const [label, next, ...others] = blocks.slice(at, at + 4)
  if (!label || !/^\W*up next\b/iu.test(blockText(label))) return false
  return (
    next?.type === 'paragraph' && [next, ...others].every((block) => !holdsLink(block) && !hasImage(block))
  )
}

/**
 * "Search" or "Comments", headed as other parts are and with text of its own beneath: a part of the text, and no
 * button. What others say of a text stands behind its last part.
 */
function isPart(blocks: readonly Block[], at: number): boolean {
  const [label, next] = blocks.slice(at, at + 2)
  if (label?.type !== 'heading' || !next || next.type === 'heading' || next.type === 'figure') return false
  if (/news|highlights|photos|video|gallery|advertisement/iu.test(blockText(label))) return false
  const text = oneLine(blockText(next))
  if (text === '' || linkShare(next) > 0.5 || isInterface(text) || isPrompt(text)) return false
  const isAtEnd = /^\W*comments?\W*$/iu.test(blockText(label))
  return blocks.some(
    (one, other) =>
      one.type === 'heading' && one.level === label.level && (isAtEnd ? other > at : other !== at)
  )
}

function isAuthorName(block: Block, text: string, byline: string): boolean {
  if (block.type !== 'heading' && !(block.type === 'paragraph' && text.length < 80)) return false
  return (
    byline !== '' && sameWords(text.replace(/^(?:about|by|written by)\s+(?:the author:?\s*)?/i, ''), byline)
  )
}

function restLength(blocks: readonly Block[], from: number): number {
  return blocks.slice(from).reduce((sum, block) => sum + blockText(block).length, 0)
}

function holdsLink(block: Block): boolean {
  return JSON.stringify(block).includes('"type":"link"')
}

/** The text leads there: a note. */
function isJumpedTo(block: Block): boolean {
  return JSON.stringify(block).includes('"type":"anchor"')
}

function hasImage(block: Block): boolean {
  return /"type":"(?:image|figure)"/.test(JSON.stringify(block))
}

/** Share of a block's letters that stand in links. */
function linkShare(block: Block): number {
  let all = 0
  let linked = 0
  const count = (list: readonly Inline[], inLink: boolean): void => {
    for (const inline of list) {
      if (inline.type === 'text') {
        const length = inline.text.trim().length
        all += length
        if (inLink) linked += length
      } else if ('children' in inline) count(inline.children, inLink || inline.type === 'link')
    }
  }
  const walk = (one: Block): void => {
    if (one.type === 'paragraph' || one.type === 'heading' || one.type === 'verse') count(one.children, false)
    else if (one.type === 'list') for (const item of one.items) item.forEach(walk)
    else if (one.type === 'quote') one.blocks.forEach(walk)
  }
  walk(block)
  return all ? linked / all : 0
}
