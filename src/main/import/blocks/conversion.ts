import type { Block, Inline } from '../../../shared/blocks.ts'
import type { ParentNode } from '../html/html-tree.ts'
import type { Anchors } from './anchor-names.ts'
import type { Around } from './around.ts'
import type { InlineReader } from './read-inlines.ts'

/** What those who make one kind of block ask of the conversion they are part of. */
export interface Conversion {
  readonly anchors: Anchors
  readonly inlines: InlineReader
  /** What relative addresses are relative to. */
  readonly baseUrl: string | undefined
  /** Mixed content: runs of inline content become paragraphs between the blocks. */
  flow(parent: ParentNode, around: Around): Block[]
  /** A whole element as one line to store; undefined when there is nothing to see. */
  line(parent: ParentNode, around: Around): Inline[] | undefined
}
