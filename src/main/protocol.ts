import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as after } from 'node:timers/promises'
import { net, type ProtocolRequest } from 'electron'
import type { Context } from './context.ts'
import type { OriginalPages } from './original-pages/handlers.ts'
import { readingPage } from './reading/reading-page.ts'
import { getPage } from './reading/repository.ts'
import { plain, type SchemeAnswer, whole } from './scheme-answer.ts'
import { answerSchemes } from './schemes.ts'
import { asItLooked, windowPolicy } from './window-files.ts'

/** An article can run nothing and reach nothing: no script, no style of its own, images only from its assets. */
const articlePolicy = [
  'sandbox allow-same-origin',
  "default-src 'none'",
  'img-src asset:',
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'"
].join('; ')

/** Serves both schemes. `context` is undefined until a library is open. */
export function serveProtocols(
  context: () => Context | undefined,
  developmentServer: string | undefined,
  /** BCP 47, for dates on the page. */
  locale: () => string,
  originalPages: OriginalPages
): void {
  const app = async (request: ProtocolRequest) => {
    if (request.method !== 'GET') return plain(405)
    const url = new URL(request.url)
    if (url.host !== 'lectern') return plain(404)
    const version = /^\/read\/([0-9a-f-]{36})$/.exec(url.pathname)?.[1]
    if (version !== undefined) return articleResponse(context(), version, locale())
    const printed = /^\/print\/([0-9a-f-]{36})$/.exec(url.pathname)?.[1]
    if (printed !== undefined) {
      const opened = context()
      const { printPage } = await import('./printing/print-page.ts')
      const pieces = opened && printPage(opened.db, printed, locale())
      return pieces ? pageResponse(pieces) : plain(404)
    }
    const original = /^\/original\/([0-9a-f-]{36})\/(\d{1,7})\/(\d{2,4})$/.exec(url.pathname)
    if (original) {
      const [, id, page, width] = original
      return originalPage(originalPages, id!, Number(page), Number(width))
    }
    if (developmentServer !== undefined) {
      const answer = await net.fetch(new URL(url.pathname + url.search, developmentServer).href)
      const headers = new Headers(answer.headers)
      headers.set('content-security-policy', windowPolicy(true))
      const isPage = headers.get('content-type')?.startsWith('text/html') ?? false
      return {
        status: answer.status,
        headers: Object.fromEntries(headers),
        body: isPage
          ? whole(asItLooked(await answer.text()))
          : answer.body && Readable.fromWeb(answer.body as ReadableStream)
      }
    }
    // The window's own files are answered before this is asked (schemes.ts).
    return plain(404)
  }

  const asset = async (request: ProtocolRequest) => {
    if (request.method !== 'GET') return plain(405)
    const url = new URL(request.url)
    const hash = /^\/([0-9a-f]{64})$/.exec(url.pathname)?.[1]
    if (url.host !== 'image' || hash === undefined) return plain(404)
    const row = context()
      ?.db.prepare<[string], { media_type: string; bytes: Buffer }>(
        'SELECT media_type, bytes FROM assets WHERE hash = ?'
      )
      .get(hash)
    if (!row || !/^image\/(png|jpeg|gif|webp|avif|svg\+xml)$/.test(row.media_type)) return plain(404)
    return {
      status: 200,
      headers: {
        'content-type': row.media_type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'max-age=31536000, immutable'
      },
      body: whole(row.bytes)
    }
  }

  answerSchemes({ app, asset })
}

/** The reading page, streamed: the first section is on screen while the rest travels. */
function articleResponse(context: Context | undefined, versionId: string, locale: string): SchemeAnswer {
  const page = context && getPage(context.db, versionId)
  if (!page) return plain(404)
  const pieces = readingPage(page, locale)
  // Whoever goes on further down sees nothing of the beginning, and waits for what comes after it.
  return pageResponse(pieces, (page.position ?? 0) < (page.body.sections[0]?.[3] ?? 0) ? HEAD_START : 0)
}

/** A page of an original as a picture. */
async function originalPage(
  pages: OriginalPages,
  versionId: string,
  page: number,
  width: number
): Promise<SchemeAnswer> {
  if (page < 1 || width < 50 || width > 4000) return plain(404)
  try {
    const bytes = await pages.draw(versionId, page, width)
    return {
      status: 200,
      headers: {
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'max-age=3600'
      },
      body: whole(bytes)
    }
  } catch {
    return plain(404)
  }
}

/** Letters sent at once after the first piece, which goes alone: every sending has a price of its own. */
const SENT_AT_ONCE = 1 << 20

/** The first piece is on screen before the window has the rest to read, ms. */
const HEAD_START = 70

/**
 * A page of the library, streamed under the article's policy.
 * @param headStart ms between the first piece and the rest
 */
function pageResponse(pieces: Generator<string>, headStart = 0): SchemeAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': articlePolicy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store'
    },
    body: Readable.from(sendings(pieces, headStart), { highWaterMark: 1 })
  }
}

/** The first piece alone, the others together in what is worth sending. */
async function* sendings(pieces: Generator<string>, headStart: number): AsyncGenerator<Buffer> {
  const first = pieces.next()
  if (first.done) return
  yield Buffer.from(first.value)
  if (headStart > 0) await after(headStart)
  let letters = ''
  for (const piece of pieces) {
    letters += piece
    if (letters.length < SENT_AT_ONCE) continue
    yield Buffer.from(letters)
    letters = ''
  }
  if (letters) yield Buffer.from(letters)
}
