import { Readability } from '@mozilla/readability'
import { Defuddle } from 'defuddle/node'
import { parseHTML } from 'linkedom'
import { buildBody, cleanHtml, runningText } from '../../src/main/import/body/build-body.ts'
import { importBytes } from '../../src/main/import/importers.ts'

export interface Extracted {
  /** Running text, without captions; empty where the extractor does not tell them apart. */
  running: string
  html: string
  title: string
  byline: string
  site: string
  published: string
  standfirst: string
  language?: string
  direction?: string
}

export const extractorNames = ['Lectern', 'Readability', 'Defuddle'] as const
export type ExtractorName = (typeof extractorNames)[number]

/**
 * Lectern beside the two best-kept extractors in JavaScript, each as its README says to call it. With the address
 * a page was read from, where that is known; Readability asks the document for it, and linkedom's has none.
 */
export const extractors: Record<ExtractorName, (bytes: Uint8Array, address?: string) => Promise<Extracted>> =
  {
    Lectern: async (bytes, address) => {
      const article = importBytes({ bytes, fileName: 'page.html', ...(address && { address }) })
      const body = buildBody(article.blocks)
      return {
        ...article,
        running: runningText(body).running,
        html: cleanHtml(body.html)
      }
    },
    Readability: async (bytes) => {
      const { document } = parseHTML(new TextDecoder().decode(bytes))
      const found = new Readability(document).parse()
      return {
        running: '',
        html: found?.content ?? '',
        title: found?.title ?? '',
        byline: found?.byline ?? '',
        site: found?.siteName ?? '',
        published: found?.publishedTime ?? '',
        standfirst: found?.excerpt ?? ''
      }
    },
    Defuddle: async (bytes, address) => {
      const { document } = parseHTML(new TextDecoder().decode(bytes))
      // Asked not to fetch anything.
      const found = await Defuddle(document as unknown as Document, address, { useAsync: false })
      return {
        running: '',
        html: found.content,
        title: found.title,
        byline: found.author,
        site: found.site,
        published: found.published,
        standfirst: found.description
      }
    }
  }
