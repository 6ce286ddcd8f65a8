import { JSDOM } from 'jsdom'
import type { NewsPage } from './pages.ts'

/** Words alone, lower case. */
export const wordsOf = (text: string) => (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')

/**
 * The standfirst of a page, by what nobody had to judge: what the page states as its description, where it also
 * shows exactly that as a piece by itself, and it is neither its title nor part of the text that people marked as
 * the article's. Words alone; empty where there is none such, which does not say that the page has none.
 */
export function shownStandfirst(page: NewsPage): string {
  const html = Buffer.from(page.bytes).toString('utf8')
  // Styles say nothing here, and jsdom complains of what it cannot read in them.
  const { document } = new JSDOM(html.replace(/<style[\s\S]*?<\/style>/gi, '')).window
  const stated = new Set<string>()
  const add = (text: string) => {
    const words = wordsOf(text)
    if (words.split(' ').length >= 5) stated.add(words)
  }
  for (const meta of document.querySelectorAll('meta[content]')) {
    const name = meta.getAttribute('name') ?? meta.getAttribute('property') ?? ''
    if (/^(?:\w+[:.])?description$/i.test(name)) add(meta.getAttribute('content') ?? '')
  }
  for (const { textContent } of document.querySelectorAll('script[type*="ld+json"]')) {
    for (const [, said] of (textContent ?? '').matchAll(
      /"(?:description|alternativeHeadline)"\s*:\s*"((?:[^"\\]|\\.)*)"/g
    )) {
      try {
        add(JSON.parse(`"${said?.replace(/[\n\r\t]/g, ' ')}"`) as string)
      } catch {
        // Not JSON: then it states nothing.
      }
    }
  }
  const title = wordsOf(document.title)
  const text = wordsOf(page.text)
  for (const element of document.body.querySelectorAll('p, h2, h3, h4, div, span, strong, em, section')) {
    if (element.closest('script, style, noscript, template') || (element.textContent?.length ?? 0) > 2000)
      continue
    const words = wordsOf(element.textContent ?? '')
    if (stated.has(words) && !title.includes(words) && !text.includes(words)) return words
  }
  return ''
}
