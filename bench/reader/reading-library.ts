import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { v7 } from 'uuid'
import { testApp } from '../../src/main/testing/test-app.ts'
import { highlightColors } from '../../src/shared/highlights.ts'
import type { ArticleId, HighlightId } from '../../src/shared/values.ts'
import { random, word } from '../search/synthetic.ts'

/** Words of the articles that are opened, by the name in their title. */
export const sizes = {
  '1k': 1_000,
  '10k': 10_000,
  '100k': 100_000,
  '580k': 580_000,
  '1M': 1_000_000
} as const
export type SizeName = keyof typeof sizes
export const sizeNames = Object.keys(sizes) as SizeName[]

/** Highlights in an article of 100,000 words. */
export const markCounts = [10, 1_000, 10_000] as const
export type MarkCount = (typeof markCounts)[number]

export const titleOfSize = (size: SizeName) => `An article of ${size} words`
export const titleOfMarks = (count: MarkCount) => `A book with ${count} highlights`

/** What the benchmark must know of an article to look for its places. */
export interface KnownArticle {
  id: string
  versionId: string
  sections: number
  /** Start of the paragraph nearest to 90 % of the text, and which section holds it. */
  late: { offset: number; section: number }
}
export interface ReadingLibrary {
  folder: string
  articles: Record<string, KnownArticle>
  /** The same article as one plain page, without sections. */
  plain(title: string): string
  marks(count: MarkCount): { start: number; end: number; color: string }[]
}

const VERSION = 4
const WORDS_IN_PARAGRAPH = 80
const PARAGRAPHS_TO_HEADING = 14

const VOCABULARY = 50_000
const known: string[] = []

/** A word by Zipf's law, the commoner the shorter: about as long as English words are, 4.7 letters. */
function commonWord(next: () => number): string {
  const rank = Math.floor(VOCABULARY ** next())
  known[rank] ??= word(rank).slice(0, rank < 40 ? 3 : rank < 400 ? 5 : rank < 4_000 ? 7 : 9)
  return known[rank]
}

/** Markdown of so many seeded words by Zipf's law, in sentences, paragraphs and chapters. */
export function markdown(title: string, words: number): string {
  // Kept small at every step: as one large number the titles' last letters, and so the titles, were all the same.
  const seed = [...title].reduce((so, letter) => (so * 31 + letter.codePointAt(0)!) % 2 ** 31, words)
  const next = random(seed)
  const parts = [`# ${title}`]
  for (let done = 0, paragraph = 0; done < words; paragraph++) {
    if (paragraph > 0 && paragraph % PARAGRAPHS_TO_HEADING === 0) {
      parts.push(`## ${commonWord(next)} ${commonWord(next)}`)
      done += 2
    }
    const count = Math.min(words - done, Math.floor(WORDS_IN_PARAGRAPH * (0.5 + next())))
    const sentences: string[] = []
    for (let at = 0; at < count; ) {
      const length = Math.min(count - at, 6 + Math.floor(next() * 18))
      const made = Array.from({ length }, () => commonWord(next)).join(' ')
      sentences.push(`${made.charAt(0).toUpperCase()}${made.slice(1)}.`)
      at += length
    }
    parts.push(sentences.join(' '))
    done += count
  }
  return parts.join('\n\n')
}

/**
 * So many spans all over the text in the five colours; every third begins inside the one before, so that
 * 30 % and some overlap.
 */
export function spansFor(textLength: number, count: number): { start: number; end: number; color: string }[] {
  const step = Math.floor((textLength - 400) / count)
  const length = Math.min(60, Math.max(8, Math.floor(step * 0.7)))
  return Array.from({ length: count }, (_, at) => {
    const start = 200 + at * step - (at % 3 === 2 ? step - Math.floor(length / 2) : 0)
    return { start, end: start + length, color: highlightColors[at % highlightColors.length]! }
  })
}

/** A library with articles of every size and with highlights, indexed; kept in `out/bench/` for the next run. */
export async function readingLibrary(): Promise<ReadingLibrary> {
  const folder = resolve(import.meta.dirname, '../../out/bench/reading-library')
  const written = join(folder, `written-${VERSION}.json`)
  if (!existsSync(written)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    console.log('  writing the library that is read')
    writeFileSync(written, JSON.stringify(await write(folder)))
  }
  const kept = JSON.parse(readFileSync(written, 'utf8')) as {
    articles: Record<string, KnownArticle>
    marks: Record<string, { start: number; end: number; color: string }[]>
  }
  return {
    folder,
    articles: kept.articles,
    plain: (title) => readFileSync(join(folder, `${kept.articles[title]!.id}.html`), 'utf8'),
    marks: (count) => kept.marks[count]!
  }
}

async function write(folder: string) {
  const test = testApp({ folder, indexing: true })
  const articles: Record<string, KnownArticle> = {}
  const marks: Record<string, { start: number; end: number; color: string }[]> = {}
  const add = async (title: string, words: number): Promise<ArticleId> => {
    const id = await test.add(markdown(title, words), `${title}.md`)
    // The same words twice are one article in a library.
    if (Object.values(articles).some((one) => one.id === id)) throw new Error(`${title} is there already`)
    rmSync(join(folder, `${title}.md`))
    const row = test.app.context.db
      .prepare('SELECT id, html, sections, body_start, body_end FROM article_versions WHERE article_id = ?')
      .get(id) as { id: string; html: string; sections: string; body_start: number; body_end: number }
    const sections = JSON.parse(row.sections) as [number, number, number, number][]
    const wanted = row.body_start + (row.body_end - row.body_start) * 0.9
    const section = Math.max(
      0,
      sections.findIndex(([, , , end]) => end > wanted)
    )
    const [from, to] = sections[section]!
    const leaves = [...row.html.slice(from, to).matchAll(/<p data-at="(\d+)"/g)].map((match) =>
      Number(match[1])
    )
    const offset = leaves.findLast((start) => start <= wanted) ?? leaves[0]!
    articles[title] = { id, versionId: row.id, sections: sections.length, late: { offset, section } }
    writeFileSync(join(folder, `${id}.html`), row.html)
    return id
  }
  for (const size of sizeNames) await add(titleOfSize(size), sizes[size])
  for (const count of markCounts) {
    const articleId = await add(titleOfMarks(count), sizes['100k'])
    const { version } = await test.call('reading.open', { articleId })
    const { text } = await test.call('reading.text', {
      versionId: version.id,
      start: 0,
      end: version.textLength
    })
    marks[count] = spansFor(text.length, count)
    for (const { start, end, color } of marks[count]) {
      await test.call('highlights.create', {
        id: v7() as HighlightId,
        articleId,
        versionId: version.id,
        start,
        end,
        exact: text.slice(start, end),
        color: color as (typeof highlightColors)[number]
      })
    }
  }
  await test.app.search.caughtUp()
  await test.app.close()
  return { articles, marks }
}
