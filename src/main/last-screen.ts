import { createHash } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LIBRARY_FILE } from './db/library-files.ts'

/*
 * What the window showed last is kept beside the library, as the HTML of its first screen, and is what the window
 * shows at the next start until it is there itself (docs/decisions/0020-the-start.md). It is shown only for the
 * very library it was drawn from, untouched since, and by the very program that drew it.
 */

export const LAST_SCREEN_FILE = 'last-screen.json'

export interface LastScreen {
  /** The first screen as HTML, without scripts. */
  markup: string
  /** The language it is in. */
  language: string
}

interface Kept extends LastScreen {
  /** The window's page that drew it: another one has other styles. */
  page: string
  /** The library's file as it was then. */
  library: string
}

const elements =
  'a|article|aside|b|bdi|br|button|dd|div|dl|dt|em|fieldset|footer|h1|h2|h3|h4|header|hr|i|img|input|kbd|label|legend|li|main|nav|ol|option|output|p|progress|q|search|section|select|small|span|strong|time|ul|svg|circle|ellipse|g|line|path|polygon|polyline|rect'
const TAG = /<[^>]*>/g
const PLAIN_TAG = new RegExp(`^</?(?:${elements})(?=[\\s/>])`)
const NOT_PLAIN =
  /\s(?:on\w+|href|xlink:href|srcset|action|formaction|autofocus)\s*=|\ssrc="(?!asset:\/\/image\/)/i
const COMMENT = /<!/

/** Whether it is markup and nothing else: the page it will stand in is the window's own. */
export function isPlainMarkup(markup: string): boolean {
  if (COMMENT.test(markup)) return false
  const tags = markup.match(TAG) ?? []
  if (!tags.every((tag) => PLAIN_TAG.test(tag) && !NOT_PLAIN.test(tag))) return false
  return !markup.replace(TAG, '').includes('<')
}

/** Names a version of the window's page. */
export const namePage = (page: Buffer) => createHash('sha256').update(page).digest('base64url')

/** The library's file as it is; undefined while there is none or a journal beside it holds what it lacks. */
async function libraryNow(folder: string): Promise<string | undefined> {
  const file = join(folder, LIBRARY_FILE)
  const journal = await stat(`${file}-wal`).catch(() => undefined)
  if (journal && journal.size > 0) return undefined
  const found = await stat(file, { bigint: true }).catch(() => undefined)
  return found && `${found.size} ${found.mtimeNs}`
}

/** What to show first of this library; undefined where nothing was kept or it is no longer so. Never throws. */
export async function readLastScreen(folder: string, page: string): Promise<LastScreen | undefined> {
  try {
    const [text, library] = await Promise.all([
      readFile(join(folder, LAST_SCREEN_FILE), 'utf8'),
      libraryNow(folder)
    ])
    const kept = JSON.parse(text) as Record<keyof Kept, unknown>
    if (kept.library !== library || kept.page !== page) return undefined
    const { markup, language } = kept
    if (typeof markup !== 'string' || typeof language !== 'string' || !isPlainMarkup(markup)) return undefined
    return { markup, language }
  } catch {
    return undefined
  }
}

/**
 * Keeps what the next start shows first. To be called when the library is closed, since it is good only for the
 * library's file as it is now; without a screen, what was kept before goes unless it is good still. Never throws: a
 * start without it shows its rows a little later.
 */
export async function keepLastScreen(
  folder: string,
  page: string,
  screen: LastScreen | undefined
): Promise<void> {
  const file = join(folder, LAST_SCREEN_FILE)
  try {
    const library = await libraryNow(folder)
    if (library === undefined || !screen || !isPlainMarkup(screen.markup)) {
      // Good still, where nothing was changed.
      if (!(await readLastScreen(folder, page))) await rm(file, { force: true })
      return
    }
    const kept: Kept = { ...screen, page, library }
    await writeFile(`${file}.part`, JSON.stringify(kept))
    await rename(`${file}.part`, file)
  } catch {
    await rm(`${file}.part`, { force: true }).catch(() => undefined)
  }
}

const ROOT = '<div id="root"></div>'
const SCRIPT = /<script type="module"[^>]*\bsrc="\.?(\/[^"]+)"[^>]*><\/script>/
/** Lets what was shown last be painted, then runs the page's script (src/renderer/begin.ts). */
const BEGIN = '/begin.js'
/** Rows stand where they fall in it: their places were a guess. */
const PLACE = / style="transform:[^"]*"/g
const STYLE = /<[^>]* style="([^"]*)"/g

/**
 * The window's page with what it showed last before its root, and the hashes of the style attributes in that, as
 * a policy names them. Undefined where the page is not as the build makes it.
 */
export function beginWith(
  page: string,
  { markup }: LastScreen
): { page: string; styles: string[] } | undefined {
  if (!page.includes(ROOT) || !SCRIPT.test(page)) return undefined
  const shown = markup.replace(PLACE, '')
  const styles = new Set<string>()
  for (const [, style] of shown.matchAll(STYLE)) {
    // As React writes it; one with an entity in it has another hash, and is left out by the window.
    styles.add(`'sha256-${createHash('sha256').update(style!).digest('base64')}'`)
  }
  return {
    page: page
      .replace(ROOT, () => `<div id="last-screen" aria-hidden="true">${shown}</div>\n    ${ROOT}`)
      .replace(
        SCRIPT,
        (_, then: string) => `<script type="module" src="${BEGIN}" data-then="${then}"></script>`
      ),
    styles: [...styles]
  }
}
