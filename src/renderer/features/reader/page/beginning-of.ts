import type { TextSpan } from '../../../../shared/anchoring/quote.ts'

/**
 * The first `length` UTF-16 units of a span, or all of it: the words of a whole book are not asked for to show a
 * line of them.
 */
export const beginningOf = ({ start, end }: TextSpan, length: number): TextSpan => ({
  start,
  end: Math.min(end, start + length)
})
