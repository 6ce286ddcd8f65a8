import type { Inline, InlineMark } from '../../../shared/blocks.ts'
import { statedLanguage } from '../article/language.ts'
import { attribute, type Element } from '../html/html-tree.ts'

/** What content inherits from the elements around it. */
export interface Around {
  /** Marks and links to put around each run of inline content, outermost first. */
  wraps: Wrap[]
  dir?: 'ltr' | 'rtl' | undefined
  lang?: string | undefined
  /** How many blocks that hold blocks are open. */
  depth: number
}

/** A mark, a link that leads elsewhere, or a jump to an anchor of the same article. */
export type Wrap = { mark: InlineMark } | { href: string; title?: string | undefined } | { to: string }

// Nesting beyond these is no thought of a writer's; deeper blocks are set side by side.
const MAX_BLOCK_DEPTH = 24
const MAX_MARKS = 24

/** Nothing is open. */
export const outside: Around = { wraps: [], depth: 0 }

/** Whether a block here may no longer hold blocks. */
export const isTooDeep = ({ depth }: Around) => depth >= MAX_BLOCK_DEPTH

/** What stands inside a block that holds blocks. */
export const within = (around: Around): Around => ({ ...around, depth: around.depth + 1 })

export const isMarked = ({ wraps }: Around, mark: InlineMark) =>
  wraps.some((wrap) => 'mark' in wrap && wrap.mark === mark)

/** Whether it stands in a link or a jump: links do not stand in links. */
export const isLinked = ({ wraps }: Around) => wraps.some((wrap) => !('mark' in wrap))

/** Whether one more mark or link is one too many. */
export const isFull = ({ wraps }: Around) => wraps.length >= MAX_MARKS

/** The same with the direction and the language that an element states. */
export function inherit(element: Element, around: Around): Around {
  const dir = attribute(element, 'dir')?.toLowerCase()
  const lang = attribute(element, 'lang')
  if (dir === undefined && lang === undefined) return around
  return {
    ...around,
    ...(dir === 'rtl' || dir === 'ltr' ? { dir } : {}),
    ...(lang === undefined ? {} : { lang: statedLanguage(lang) || undefined })
  }
}

/** The same within one more mark or link, unless it says nothing new. */
export function wrapWith(wrap: Wrap, around: Around): Around {
  if (isFull(around) || ('mark' in wrap && isMarked(around, wrap.mark))) return around
  return { ...around, wraps: [...around.wraps, wrap] }
}

export function applyWrap(wrap: Wrap, children: Inline[]): Inline {
  if ('mark' in wrap) return { type: 'mark', mark: wrap.mark, children }
  if ('to' in wrap) return { type: 'jump', to: wrap.to, children }
  return { type: 'link', href: wrap.href, ...(wrap.title ? { title: wrap.title } : {}), children }
}
