/**
 * Whether a text is what its page shows. Some PDFs hold no true mapping from their glyphs to letters: what
 * can be copied out of them is signs nobody wrote, or letters in place of others.
 */
export function isGarbled(text: string): boolean {
  const sample = text.slice(0, 50_000)
  const said = sample.replace(/\s+/gu, '')
  if (said.length < 40) return false
  const lost = sample.match(/[\ufffd\ue000-\uf8ff\u{f0000}-\u{10ffff}\0-\x08\x0e-\x1f]/gu)?.length ?? 0
  if (lost > said.length * 0.15) return true
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  // Other scripts, figures and code have no such rule.
  if (latin < said.length * 0.35) return said.replace(/[\p{L}\p{N}\p{M}]/gu, '').length > said.length * 0.6
  const words = sample.match(/[\p{L}\p{M}]{3,}/gu) ?? []
  if (words.length < 20) return false
  const voiced = words.filter((word) => /[aeiouyæøœ]/i.test(word.normalize('NFD'))).length
  const mixed = (sample.match(/\p{Ll}[\p{Lu}\p{N}@#$%&*+=<>[\]{}|\\^~]+\p{Ll}/gu)?.length ?? 0) / words.length
  // In every language written in Latin letters nearly every word of three letters has a vowel.
  return voiced < words.length * 0.6 || mixed > 0.5
}
