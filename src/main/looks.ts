import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isOffered, type OfferedLanguage } from '../shared/languages.ts'
import type { Theme } from '../shared/settings.ts'
import { deviceFolder } from './library-folder.ts'

/** How the window looked last: what its page says of itself before the library is open. */
export interface Looks {
  language: OfferedLanguage
  theme: Theme
  /** The seal of what the first screen was drawn from last (last-screen.ts). */
  lastScreen?: string | undefined
  /** What the menus at the top of the window are called. */
  menus?: string[] | undefined
}

const themes: readonly string[] = ['system', 'light', 'sepia', 'dark', 'black'] satisfies Theme[]
const file = () => join(deviceFolder(), 'looks.json')

let known: Looks | undefined

/** A guess until the library says otherwise; undefined on the first start. */
export function looks(): Looks | undefined {
  known ??= readLooks()
  return known
}

function readLooks(): Looks | undefined {
  try {
    const kept = JSON.parse(readFileSync(file(), 'utf8')) as Looks
    const { language, theme, lastScreen, menus } = kept
    if (!isOffered(language) || !themes.includes(theme)) return undefined
    const isNames = Array.isArray(menus) && menus.every((name) => typeof name === 'string')
    return { language, theme, lastScreen, menus: isNames ? menus : undefined }
  } catch {
    return undefined
  }
}

/** Keeps what the library says, for this window's page when it is loaded again, and for the next start. */
export function rememberLooks(changes: Partial<Looks>): void {
  const before = looks()
  const now = { language: 'en', theme: 'system', ...before, ...changes } as const
  known = now
  const text = JSON.stringify(now)
  if (before && JSON.stringify(before) === text) return
  try {
    mkdirSync(deviceFolder(), { recursive: true })
    writeFileSync(file(), text)
  } catch {
    // The next start guesses as the first one did.
  }
}
