import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { app, nativeTheme } from 'electron'
import { directionOf, languageTag } from '../shared/languages.ts'
import { beginWith, type LastScreen, namePage, readLastScreen } from './last-screen.ts'
import { libraryFolder } from './library-folder.ts'
import { looks } from './looks.ts'
import { plain, type SchemeAnswer, whole } from './scheme-answer.ts'

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

/** Where the window's own files lie. */
export const rendererFolder = join(import.meta.dirname, '../renderer')

/**
 * The window's page as it looked last, so that it need not change when the library says how it is to look, and with
 * the system's languages as main knows them: Chromium forgets the region of those it does not speak itself.
 */
export function asItLooked(page: string): string {
  const { language = 'en', theme = 'system' } = looks() ?? {}
  const shown = theme === 'system' ? (nativeTheme.shouldUseDarkColors ? 'dark' : 'light') : theme
  const attributes = `lang="${languageTag(language)}" dir="${directionOf(language)}" data-theme="${shown}"`
  const languages = app.getPreferredSystemLanguages().filter((tag) => /^[\w-]+$/.test(tag))
  return page.replace(/<html\b[^>]*>/, `<html ${attributes} data-languages="${languages.join(' ')}">`)
}

/** The window's page with the file named in which the words of its language are; English is in the first script. */
function withItsWords(page: string): string {
  const words = new RegExp(`data-words-${looks()?.language}="([^"]+)"`).exec(page)?.[1]
  return words
    ? page.replace('</head>', `<link rel="modulepreload" crossorigin href="${words}"></head>`)
    : page
}

/** What `index.html` has read for it. */
const NAMED = /\b(?:src|href)="\.?(\/[^"]+)"/g

const readAhead = new Map<string, Promise<Buffer>>()
const toHandOver = new Set<string>(['/'])
const handedOver = Promise.withResolvers<void>()

/**
 * When the window has its page and all that the page names (scripts, styles): until then what holds up this
 * process holds up the window.
 */
export const pageHandedOver = handedOver.promise

/** The page as it is built, by name; empty where it could not be read. */
let pageName = ''
export const windowPageName = () => pageName

let lastScreen: Promise<LastScreen | undefined> = Promise.resolve(undefined)
let isLastScreenShown = false
/** Whether the page that was handed over has what its first screen was drawn from last. */
export const showsLastScreen = () => isLastScreenShown

/** What was kept is read long before the page is asked for; on a disk that is slow the page waits for it, ms. */
const LAST_SCREEN_PATIENCE_MS = 60

/** What was kept, once, if it is in the page's language. */
async function takeLastScreen(): Promise<LastScreen | undefined> {
  const kept = await Promise.race([lastScreen, after(LAST_SCREEN_PATIENCE_MS, undefined, { ref: false })])
  lastScreen = Promise.resolve(undefined)
  return kept?.language === (looks()?.language ?? 'en') ? kept : undefined
}

/** The window's page as it begins. */
async function windowPage(page: string): Promise<string> {
  const screen = await takeLastScreen()
  const filled = screen && beginWith(page, screen)
  isLastScreenShown = filled !== undefined
  return withItsWords(filled ?? page)
}

/** Reads the window's page and what it names before they are asked for. To be called while there is nothing else to do. */
export function readPageAhead(): void {
  let page: Buffer
  try {
    page = readFileSync(join(rendererFolder, 'index.html'))
  } catch {
    // Whoever asks for the page will be told.
    return
  }
  readAhead.set('/', Promise.resolve(page))
  pageName = namePage(page)
  lastScreen = readLastScreen(libraryFolder(), pageName, looks()?.lastScreen)
  for (const [, path] of withItsWords(page.toString('utf8')).matchAll(NAMED)) {
    const bytes = readFile(join(rendererFolder, path!))
    // Read again when it is asked for.
    bytes.catch(() => readAhead.delete(path!))
    readAhead.set(path!, bytes)
    toHandOver.add(path!)
  }
}

function wasHandedOver(pathname: string): void {
  if (toHandOver.delete(pathname) && toHandOver.size === 0) handedOver.resolve()
}

/** A file of the window's own by its path in `app:`: what does not resolve inside the folder is not there. */
export async function windowFile(pathname: string): Promise<SchemeAnswer> {
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
    const ahead = readAhead.get(path)
    readAhead.delete(path)
    const bytes = await (ahead ?? readFile(file))
    const type = types[extname(file)] ?? 'application/octet-stream'
    const isPage = type.startsWith('text/html')
    const page = isPage ? bytes.toString('utf8') : ''
    const body = whole(isPage ? asItLooked(path === '/' ? await windowPage(page) : page) : bytes)
    body.once('close', () => wasHandedOver(path))
    return {
      status: 200,
      headers: {
        'content-type': type,
        'x-content-type-options': 'nosniff',
        ...(isPage && { 'content-security-policy': windowPolicy(false) })
      },
      body
    }
  } catch {
    return plain(404)
  }
}
