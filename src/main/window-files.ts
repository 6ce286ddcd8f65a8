import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { nativeTheme } from 'electron'
import { directionOf, languageTag } from '../shared/languages.ts'
import { looks } from './looks.ts'

/** What the window's own page may do. */
export const windowPolicy = (development: boolean) =>
  [
    "default-src 'none'",
    `script-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' asset: blob:",
    "font-src 'self'",
    `connect-src ${development ? "'self' ws://localhost:*" : "'none'"}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    ...(development ? [] : ["require-trusted-types-for 'script'", 'trusted-types app'])
  ].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

export const plain = (status: number) =>
  new Response(null, {
    status,
    headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' }
  })

/** Where the window's own files lie. */
export const rendererFolder = join(import.meta.dirname, '../renderer')

/** The window's page as it looked last, so that it need not change when the library says how it is to look. */
export function asItLooked(page: string): string {
  const { language = 'en', theme = 'system' } = looks() ?? {}
  const shown = theme === 'system' ? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light') : theme
  const attributes = `lang="${languageTag(language)}" dir="${directionOf(language)}" data-theme="${shown}"`
  return page.replace(/<html\b[^>]*>/, `<html ${attributes}>`)
}

/** A file of the window's own by its path in `app:`: what does not resolve inside the folder is not there. */
export async function windowFile(pathname: string): Promise<Response> {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return plain(404)
  }
  if (path.includes('\0') || path.includes('\\')) return plain(404)
  const file = normalize(join(rendererFolder, path === '/' ? '/index.html' : path))
  if (!file.startsWith(rendererFolder + sep)) return plain(404)
  try {
    const bytes = await readFile(file)
    const type = types[extname(file)] ?? 'application/octet-stream'
    const isPage = type.startsWith('text/html')
    return new Response(isPage ? asItLooked(bytes.toString('utf8')) : new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'x-content-type-options': 'nosniff',
        ...(isPage && { 'content-security-policy': windowPolicy(false) })
      }
    })
  } catch {
    return plain(404)
  }
}
