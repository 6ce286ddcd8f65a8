import type { Block, ImageRef, Inline } from '../../../shared/blocks.ts'
import { inlineText, oneLine } from '../article/block-text.ts'
import { sameWords } from '../article/same-words.ts'
import { type Figure, isBare } from '../blocks/bare-figure.ts'
import { isPicture, picturesIn } from '../blocks/inline-runs.ts'
import { isInterface, isPrompt, pictureCredit, trailCredit } from './clutter-words.ts'

/** A line longer than this speaks for itself, even in italics. */
const CAPTION = 300

/**
 * Lines that only credit or describe a picture join the picture before them, or stand as a caption alone.
 * A caption said twice (galleries do) is said once.
 */
export function withCaptions(blocks: readonly Block[]): Block[] {
  const result: Block[] = []
  const said = new Set<string>()
  for (const block of joinedFigures(blocks)) {
    const last = result.at(-1)
    const figure = asFigure(block, last)
    if (!figure) {
      result.push(
        block.type === 'list' ? { ...block, items: block.items.map((item) => withCaptions(item)) } : block
      )
      continue
    }
    const isAlone = isWordsOnly(figure)
    const text = oneLine(inlineText([...figure.caption, ...figure.credit]))
    if (isAlone && said.has(text)) continue
    if (text) said.add(text)
    const joined = isAlone && last?.type === 'figure' ? joinedTo(last, figure) : undefined
    if (joined) result[result.length - 1] = joined
    else result.push(figure)
  }
  return result
}

/** A figure, put in order; a paragraph that only speaks of a picture as one; undefined for the text itself. */
function asFigure(block: Block, before: Block | undefined): Figure | undefined {
  if (block.type === 'figure') return withoutCounter(withoutCreditLabel(withoutChatter(block)))
  if (block.type !== 'paragraph') return undefined
  const text = oneLine(inlineText(block.children))
  if (text === '') return undefined
  const [image, ...others] = block.children.flatMap(picturesIn)
  if (others.length) return undefined
  const words = image ? withoutPictures(block.children) : block.children
  const isCredit = text.length < 200 && pictureCredit.test(text)
  const isCaption =
    (text.length < 600 && trailCredit.test(text)) ||
    describes(block.children, text, image ?? (isBare(before) ? before.image : undefined))
  if (!isCredit && !isCaption) return undefined
  return {
    type: 'figure',
    ...(image ? { image } : {}),
    caption: isCredit ? [] : words,
    credit: isCredit ? words : []
  }
}

/** What a picture itself says when it cannot be seen, or a short line set in italics beneath it. */
function describes(children: readonly Inline[], text: string, picture: ImageRef | undefined): boolean {
  if (!picture) return false
  if (picture.alt.length >= 20 && text.length < 1000 && sameWords(picture.alt, text)) return true
  // What somebody says is set in italics as well.
  return text.length < CAPTION && !/^\W*["“”«»„]/u.test(text) && isInItalics(children)
}

function isInItalics(list: readonly Inline[]): boolean {
  return list.every((inline) => {
    if (inline.type === 'text') return inline.text.trim() === ''
    if (inline.type === 'mark')
      return inline.mark === 'em' || (inline.mark !== 'cite' && isInItalics(inline.children))
    return inline.type === 'link' ? isInItalics(inline.children) : true
  })
}

function withoutPictures(list: readonly Inline[]): Inline[] {
  return list.flatMap((inline): Inline[] => {
    if (inline.type === 'image') return []
    if (!('children' in inline)) return [inline]
    const children = withoutPictures(inline.children)
    return children.length ? [{ ...inline, children }] : []
  })
}

/** Words about a picture that is somewhere else; a film or a map, named by its link, is one itself. */
function isWordsOnly(figure: Figure): boolean {
  return !figure.image && !figure.blocks?.length && !isEmbed(figure)
}

function isEmbed({ image, caption }: Figure): boolean {
  const [only, ...others] = caption.filter((inline) => inline.type !== 'anchor')
  return !image && only?.type === 'link' && others.length === 0
}

/** One picture with what was said of it in another place; undefined when these are two things. */
function joinedTo(picture: Figure, { caption, credit }: Figure): Figure | undefined {
  if (caption.length && (picture.caption.length || !picture.image)) return undefined
  if (credit.length && picture.credit.length) return undefined
  return { ...picture, ...(caption.length ? { caption } : {}), ...(credit.length ? { credit } : {}) }
}

/** Inside a figure: a player's excuses go, and a line that credits the picture is its credit. */
function withoutChatter(figure: Figure): Figure {
  const { blocks, ...rest } = figure
  if (!blocks) return figure
  const kept: Block[] = []
  let { credit } = figure
  for (const said of blocks) {
    const block = withoutKind(said)
    const text = block.type === 'paragraph' ? oneLine(inlineText(block.children)) : ''
    if (block.type !== 'paragraph' || block.children.flatMap(picturesIn).length) kept.push(block)
    else if (text === '') continue
    else if (!credit.length && text.length < 200 && pictureCredit.test(text)) credit = block.children
    else if (!isInterface(text) && !isPrompt(text)) kept.push(block)
  }
  const [only, ...others] = kept
  const image = rest.image ?? (only && !others.length ? pictureAlone(only) : undefined)
  const left = image && !rest.image ? [] : kept
  return { ...rest, ...(image ? { image } : {}), credit, ...(left.length ? { blocks: left } : {}) }
}

/** What pages say of a picture to those who do not see it: that it is one. */
const kindOfPicture = /^\s*(?:image|photo|photograph|picture|video|bild|foto|imagen|immagine)\s*$/iu

/** A paragraph in a figure, without the word that only says what kind of thing stands there. */
function withoutKind(block: Block): Block {
  if (block.type !== 'paragraph') return block
  const [first, ...rest] = block.children
  return first?.type === 'text' && kindOfPicture.test(first.text) ? { ...block, children: rest } : block
}

/** The picture of a piece that holds nothing else. */
function pictureAlone(block: Block): ImageRef | undefined {
  if (isBare(block)) return block.image
  if (block.type !== 'paragraph' || !block.children.every(isPicture)) return undefined
  const [image, ...others] = block.children.flatMap(picturesIn)
  return others.length ? undefined : image
}

/** "CreditJ. Thrush": the word is for those who do not see whose line it is, and runs into the name. */
function withoutCreditLabel(figure: Figure): Figure {
  const [first, ...rest] = figure.credit
  if (first?.type !== 'text') return figure
  const text = first.text.replace(/^\s*(?:Credit)+(?=\p{Lu}\p{L}*[\s.])/u, '')
  return text === first.text ? figure : { ...figure, credit: [{ ...first, text }, ...rest] }
}

/** "Image 3 of 12" before a caption counts the gallery. */
function withoutCounter(figure: Figure): Figure {
  const [first, ...rest] = figure.caption
  if (first?.type !== 'text') return figure
  const text = first.text.replace(
    /^\s*(?:image|photo|picture|slide|bild|foto|imagen|immagine)\s+\d+\s*(?:of|von|de|di|sur|\/)\s*\d+\b[\s:.–—-]*/iu,
    ''
  )
  if (text === first.text) return figure
  const caption = text ? [{ ...first, text }, ...rest] : rest
  return caption.length || figure.image || figure.credit.length ? { ...figure, caption } : figure
}

/** A picture, a line without a full stop, and a credit alone are one figure. */
function joinedFigures(blocks: readonly Block[]): Block[] {
  const result: Block[] = []
  for (let at = 0; at < blocks.length; at += 1) {
    const [picture, line, credit] = [blocks[at] as Block, blocks[at + 1], blocks[at + 2]]
    const caption = line?.type === 'paragraph' ? oneLine(inlineText(line.children)) : ''
    const creditLine =
      credit?.type === 'figure' && isWordsOnly(credit)
        ? [...credit.credit, ...credit.caption]
        : credit?.type === 'paragraph' && pictureCredit.test(oneLine(inlineText(credit.children)))
          ? credit.children
          : []
    if (
      isBare(picture) &&
      !picture.credit.length &&
      line?.type === 'paragraph' &&
      creditLine.length &&
      caption.length < 200 &&
      !/[.!?]$/u.test(caption)
    ) {
      result.push({ ...picture, caption: line.children, credit: creditLine })
      at += 2
    } else result.push(picture)
  }
  return result
}
