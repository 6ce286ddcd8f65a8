import type { Block } from '../../../shared/blocks.ts'

export type Figure = Extract<Block, { type: 'figure' }>

/** A picture with nothing under it but perhaps whose it is. */
export function isBare(block: Block | undefined): block is Figure {
  return block?.type === 'figure' && Boolean(block.image) && !block.caption.length && !block.blocks?.length
}
