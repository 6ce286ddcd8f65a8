/** Shown at most, evenly spread; and the words a paragraph needs to count. */
const MOST = 12
const WORDS = 12

/** What stands in for an outline where an article has no headings: how its paragraphs begin. */
export function firstSentences(text: string): { level: number; text: string; offset: number }[] {
  const found: { level: number; text: string; offset: number }[] = []
  let offset = 0
  for (const paragraph of text.split('\n')) {
    // Up to a full stop before a capital; short beginnings such as "Mr." do not end a sentence.
    const sentence = /^.{30,400}?[.!?…]["”’»)]*(?=\s+["“‘«(]?\p{Lu}|$)/u.exec(paragraph)?.[0] ?? ''
    if (sentence !== '' && paragraph.split(/\s+/u).length >= WORDS) {
      found.push({ level: 2, text: sentence, offset })
    }
    offset += paragraph.length + 1
  }
  const step = Math.max(1, found.length / MOST)
  return Array.from({ length: Math.min(MOST, found.length) }, (_, index) => found[Math.floor(index * step)]!)
}
