import type { Block } from '../../shared/blocks.ts'
import type { Piece } from '../../shared/corrections.ts'
import { blockText } from '../import/article/block-text.ts'
import { listedText } from './listed-text.ts'

export interface OriginalPiece {
  block: Block
  kept: boolean
}

/** So much of a long piece is shown; the rest goes with it. */
const SHOWN = 1500

/**
 * The article's blocks in their order and, where they stood, those of the original that are not among them.
 * What the article shows elsewhere (`said`: title, standfirst) is not offered again.
 */
export function mergePieces(
  current: readonly Block[],
  original: readonly Block[],
  said: readonly string[]
): OriginalPiece[] {
  const saidElsewhere = new Set(said.map(wordsOf).filter(Boolean))
  const keys = original.map(keyOf)
  /** Where each stands in the original, those that were passed left behind. */
  const places = new Map<string, { all: number[]; from: number }>()
  for (const [at, key] of keys.entries()) {
    const known = places.get(key)
    if (known) known.all.push(at)
    else places.set(key, { all: [at], from: 0 })
  }
  const kept = new Set(current.map(keyOf))
  const result: OriginalPiece[] = []
  let next = 0
  const leaveOut = (to: number) => {
    for (const block of original.slice(next, to)) {
      const key = keyOf(block)
      // A heading or a caption may stand twice in the page; the one in the article is enough.
      if (key && !kept.has(key) && !saidElsewhere.has(key)) result.push({ block, kept: false })
    }
  }
  const nextPlaceOf = (key: string): number | undefined => {
    const known = places.get(key)
    while (known && (known.all[known.from] ?? next) < next) known.from++
    return known?.all[known.from]
  }
  for (const block of current) {
    const at = nextPlaceOf(keyOf(block))
    if (at !== undefined) {
      leaveOut(at)
      next = at + 1
    }
    result.push({ block, kept: true })
  }
  leaveOut(original.length)
  return result
}

/** Two blocks are one piece when they say the same, or show the same picture. */
function keyOf(block: Block): string {
  const words = wordsOf(blockText(block))
  if (words) return words
  const image = block.type === 'figure' ? block.image : undefined
  return image ? (image.url ?? image.asset ?? image.alt) : block.type === 'rule' ? '' : JSON.stringify(block)
}

function wordsOf(text: string): string {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(' ') ?? ''
}

/** A piece as the window shows it: text, never HTML. */
export function shownPiece({ block, kept }: OriginalPiece, index: number): Piece {
  const words = block.type === 'list' ? listedText(block) : blockText(block)
  const text = words.slice(0, SHOWN).toWellFormed()
  const common = { index, kept, text }
  switch (block.type) {
    case 'heading':
      return { ...common, kind: 'heading', level: block.level }
    case 'list':
    case 'definitions':
      return { ...common, kind: 'list' }
    case 'quote':
      return { ...common, kind: 'quote' }
    case 'code':
    case 'math':
      return { ...common, kind: 'code' }
    case 'table':
      return { ...common, kind: 'table' }
    case 'figure':
      return {
        ...common,
        kind: 'picture',
        text: text || block.image?.alt || '',
        ...(kept && block.image?.asset ? { asset: block.image.asset } : {})
      }
    case 'rule':
      return { ...common, kind: 'other' }
    case 'paragraph':
    case 'verse':
      return { ...common, kind: 'paragraph' }
  }
}
