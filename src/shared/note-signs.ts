/**
 * Whether something raised within a link mentions a note. At the end of what the link says it may as well be part of
 * that, as in tables of contents: of an ordinal (XIXᵉ, 19ᵗʰ) or a power (10⁶).
 *
 * @param before what the link says before it
 */
export function isNoteSign(before: string, raised: string): boolean {
  return !/\S$/u.test(before) || !(/\p{N}$/u.test(before) || /^[\p{L}\p{M}.]+$/u.test(raised))
}
