import { z } from 'zod'
import { type Block, BlockSchema, type ImageRef } from '../../shared/blocks.ts'
import { blocksFromStored } from '../import/body/blocks-from-stored.ts'

/** The blocks that a stored body was built from, checked. */
export const blocksOf = (html: string): Block[] => z.array(BlockSchema).parse(blocksFromStored(html))

/** The same blocks with every picture replaced by what `change` makes of it. */
export function eachImage(blocks: readonly Block[], change: (image: ImageRef) => ImageRef): Block[] {
  return walk(blocks, change) as Block[]
}

function walk(part: unknown, change: (image: ImageRef) => ImageRef): unknown {
  if (Array.isArray(part)) return part.map((one) => walk(one, change))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === 'image' && value ? [key, change(value as ImageRef)] : [key, walk(value, change)]
    )
  )
}
