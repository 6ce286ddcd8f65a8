import type { Block, Inline } from '../../../shared/blocks.ts'
import type { Anchors } from './anchor-names.ts'
import { isPicture, picturesIn } from './inline-runs.ts'

export type Figure = Extract<Block, { type: 'figure' }>

/** A picture with nothing under it but perhaps whose it is. */
export function isBare(block: Block | undefined): block is Figure {
  return block?.type === 'figure' && Boolean(block.image) && !block.caption.length && !block.blocks?.length
}

/** A line that is one picture and nothing else is a figure, wherever it stands; its anchors wait for a leaf. */
export function figureOfLine(children: readonly Inline[], anchors: Anchors): Figure | undefined {
  if (!children.every((inline) => isPicture(inline))) return undefined
  const [first, ...rest] = children.flatMap(picturesIn)
  if (!first || rest.length > 0) return undefined
  anchors.wait(children)
  return { type: 'figure', image: first, caption: [], credit: [] }
}

/** A line that lost what it belonged to. */
export function lineAlone(children: Inline[] | undefined, anchors: Anchors): Block[] {
  return children?.length ? [figureOfLine(children, anchors) ?? { type: 'paragraph', children }] : []
}
