import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { textOfHtml } from './structure.ts'

const folder = new URL('../../../shared/data/extraction/', import.meta.url)

export const hasPages = existsSync(folder)

export interface NewsPage {
  id: string
  bytes: Uint8Array
  text: string
}

export function newsPages(): NewsPage[] {
  const truth = JSON.parse(readFileSync(new URL('news-pages/ground-truth.json', folder), 'utf8')) as Record<
    string,
    { articleBody: string }
  >
  return Object.entries(truth).map(([id, { articleBody }]) => ({
    id,
    text: articleBody,
    bytes: gunzipSync(readFileSync(new URL(`news-pages/html/${id}.html.gz`, folder)))
  }))
}

export interface RichPage extends NewsPage {
  /** Where the page is said to stand; its expectation was made there, and its relative references lead from there. */
  address: string
  html: string
  title: string
  byline: string
  site: string
  published: string
  language: string
  direction: string
}

export function richPages(): RichPage[] {
  const at = new URL('readability-pages/', folder)
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const read = (file: string) => readFileSync(new URL(`${name}/${file}`, at))
      const html = read('expected.html').toString()
      const meta = JSON.parse(read('expected-metadata.json').toString()) as Record<string, string | null>
      return {
        id: name,
        address: 'http://fakehost/test/page.html',
        bytes: read('source.html'),
        html,
        text: textOfHtml(html),
        title: meta.title ?? '',
        byline: meta.byline ?? '',
        site: meta.siteName ?? '',
        published: meta.publishedTime ?? '',
        language: meta.lang ?? '',
        direction: meta.dir ?? ''
      }
    })
}
