import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { type Session, session } from 'electron'
import { PAGES_SCHEME } from './pages-scheme.ts'

/**
 * Scripts and data of the page that draws are its own and nobody else's: nothing else can be reached. pdf.js
 * needs no `eval` (CVE-2024-4367 did) and no WebAssembly here; faces come as bytes, not as addresses.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8'
}

const notFound = () => new Response(null, { status: 404 })

/**
 * The session in which pages are drawn: it knows one address and no other. Made when it is first asked for.
 * @param rendererFolder the folder of the built window's files
 * @param document the bytes of the PDF that is being drawn
 */
export function createPagesSession(
  rendererFolder: string,
  document: () => Uint8Array<ArrayBuffer> | undefined
): () => Session {
  let made: Session | undefined
  return () => {
    if (made) return made
    made = session.fromPartition('original-pages', { cache: false })
    made.protocol.handle(PAGES_SCHEME, async (request) => {
      const url = new URL(request.url)
      if (request.method !== 'GET' || url.host !== 'lectern') return notFound()
      if (url.pathname !== '/document')
        return ownFile(rendererFolder, url.pathname === '/' ? '/original-pages.html' : url.pathname)
      const bytes = document()
      const headers = { 'content-type': 'application/pdf', 'cache-control': 'no-store' }
      return bytes ? new Response(bytes, { headers }) : notFound()
    })
    return made
  }
}

/** Files of the build that drawing needs: its page, scripts, and pdf.js's own data. */
async function ownFile(rendererFolder: string, pathname: string): Promise<Response> {
  const wanted =
    /^\/(?:original-pages\.html|assets\/[\w.-]+\.m?js|pdf\/(?:cmaps|standard_fonts|wasm)\/[\w.-]+)$/
  const file = normalize(join(rendererFolder, pathname))
  if (!wanted.test(pathname) || !file.startsWith(rendererFolder + sep)) return notFound()
  try {
    const bytes = await readFile(file)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff'
      }
    })
  } catch {
    return notFound()
  }
}
