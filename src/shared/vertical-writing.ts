/** How vertical lines follow each other: to the left (Japanese, Chinese), to the right (Mongolian). */
export type VerticalWriting = 'vertical-rl' | 'vertical-lr'

/** How articles in a language are set in vertical lines, or undefined where nobody does. */
export function verticalWriting(language: string): VerticalWriting | undefined {
  let script: string | undefined
  try {
    script = new Intl.Locale(language).maximize().script
  } catch {
    return undefined
  }
  if (script === 'Mong' || script === 'Phag') return 'vertical-lr'
  return /^(?:Jpan|Hans|Hant|Hani|Bopo)$/.test(script ?? '') ? 'vertical-rl' : undefined
}
