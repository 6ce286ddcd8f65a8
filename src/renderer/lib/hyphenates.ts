/** Long words with many places to divide them, one for each script whose words are divided at all. */
const words: readonly [RegExp, string][] = [
  [/^(?:be|bg|kk|ky|mk|mn|ru|sr|tg|uk)\b/, 'достопримечательность'],
  [/^el\b/, 'ηλεκτροεγκεφαλογράφημα'],
  [/^(?:ar|fa|he|ja|ko|th|ur|yi|zh)\b/, ''],
  [/./, 'internationalisation']
]
const known = new Map<string, boolean>()

/**
 * Whether words of a language are divided at the ends of lines here. Chromium has the patterns from the system on
 * macOS and Android, brings some on Windows, and has none under Linux in Electron; so it is tried.
 * @param language BCP 47; true when it is empty or its words are never divided, for then nothing is missing
 */
export function hyphenates(language: string): boolean {
  const before = known.get(language)
  if (before !== undefined) return before
  const word = words.find(([pattern]) => pattern.test(language))?.[1] ?? ''
  if (word === '') return true
  const trial = document.createElement('div')
  trial.lang = language
  trial.setAttribute('aria-hidden', 'true')
  trial.style.cssText =
    'position:absolute;visibility:hidden;inline-size:5em;font-size:16px;line-height:20px;hyphens:auto'
  trial.textContent = word
  document.body.append(trial)
  const divided = trial.getBoundingClientRect().height > 30
  trial.remove()
  known.set(language, divided)
  return divided
}
