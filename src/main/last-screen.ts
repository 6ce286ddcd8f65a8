import { createHash } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LAST_ANSWER } from '../shared/bridge.ts'
import { LIBRARY_FILE } from './db/library-files.ts'

/*
 * What the first screen was drawn from last (the answer to `app.firstScreen`) is kept beside the library and given
 * to the window's page at the next start, so that the page need not wait for the library to be opened
 * (docs/decisions/0020-the-start.md). It is taken only for the very library it is of, untouched since, and by the
 * very program and on the very device that kept it.
 */

export const LAST_SCREEN_FILE = 'last-screen.json'
/** Characters of an answer. A longer one (a hundred thousand tags) is sooner asked for than read. */
export const MOST_KEPT = 2_000_000

export interface LastScreen {
  /** The answer to `app.firstScreen`, as JSON. */
  answer: string
  /** What is in it as it is to be shown (`WrittenAhead`), as JSON. */
  written: string
  /** The language it is to be shown in. */
  language: string
}

interface Kept extends LastScreen {
  /** The window's page that is to show it: another one may expect other answers. */
  page: string
  /** The library's file as it was then. */
  library: string
}

const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('base64url')

/** Names a version of the window's page. */
export const namePage = (page: Buffer) => hash(page)

/** The library's file as it is; undefined while there is none or a journal beside it holds what it lacks. */
async function libraryNow(folder: string): Promise<string | undefined> {
  const file = join(folder, LIBRARY_FILE)
  const journal = await stat(`${file}-wal`).catch(() => undefined)
  if (journal && journal.size > 0) return undefined
  const found = await stat(file, { bigint: true }).catch(() => undefined)
  return found && `${found.size} ${found.mtimeNs}`
}

/**
 * What to show first of this library; undefined where nothing was kept or it is no longer so. Never throws.
 * @param seal what `keepLastScreen` returned on this device: the window trusts its answers, and a library's
 *   folder may have been in other hands
 */
export async function readLastScreen(
  folder: string,
  page: string,
  seal: string | undefined
): Promise<LastScreen | undefined> {
  try {
    const [text, library] = await Promise.all([
      readFile(join(folder, LAST_SCREEN_FILE), 'utf8'),
      libraryNow(folder)
    ])
    if (hash(text) !== seal) return undefined
    const kept = JSON.parse(text) as Kept
    if (kept.library !== library || kept.page !== page) return undefined
    return { answer: kept.answer, written: kept.written, language: kept.language }
  } catch {
    return undefined
  }
}

/**
 * Keeps what the next start shows first. To be called when the library is closed, since it is good only for the
 * library's file as it is now; without a screen, nothing is kept. Never throws: a start without it shows its rows a
 * little later.
 * @returns what must be said to read it again; undefined where nothing is kept
 */
export async function keepLastScreen(
  folder: string,
  page: string,
  screen: LastScreen | undefined
): Promise<string | undefined> {
  const file = join(folder, LAST_SCREEN_FILE)
  try {
    const library = await libraryNow(folder)
    if (library === undefined || !screen || screen.answer.length > MOST_KEPT) {
      await rm(file, { force: true })
      return undefined
    }
    const kept: Kept = { ...screen, page, library }
    const text = JSON.stringify(kept)
    await writeFile(`${file}.part`, text)
    await rename(`${file}.part`, file)
    return hash(text)
  } catch {
    await rm(`${file}.part`, { force: true }).catch(() => undefined)
    return undefined
  }
}

const ROOT = '<div id="root"></div>'
const SCRIPT = '<script type="module"'

/**
 * The window's page with the answer in it (src/renderer/lib/last-answer.ts takes it), and with its first paint waiting for
 * its script, which draws at once. Undefined where the page is not as the build makes it.
 */
export function beginWith(page: string, { answer, written }: LastScreen): string | undefined {
  if (!page.includes(ROOT) || !page.includes(SCRIPT)) return undefined
  // Within a script element only this could end it.
  const data = `{"answer":${answer},"written":${written}}`.replaceAll('<', '\\u003c')
  return page
    .replace(SCRIPT, `${SCRIPT} blocking="render"`)
    .replace(ROOT, () => `${ROOT}\n    <script type="application/json" id="${LAST_ANSWER}">${data}</script>`)
}
