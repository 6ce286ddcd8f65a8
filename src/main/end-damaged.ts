import { app, BrowserWindow, dialog } from 'electron'
import { chooseLanguage, type OfferedLanguage } from '../shared/languages.ts'
import ar from '../shared/messages/ar/damaged.json' with { type: 'json' }
import de from '../shared/messages/de/damaged.json' with { type: 'json' }
import en from '../shared/messages/en/damaged.json' with { type: 'json' }
import es from '../shared/messages/es/damaged.json' with { type: 'json' }
import fr from '../shared/messages/fr/damaged.json' with { type: 'json' }
import ja from '../shared/messages/ja/damaged.json' with { type: 'json' }
import ru from '../shared/messages/ru/damaged.json' with { type: 'json' }
import zh from '../shared/messages/zh/damaged.json' with { type: 'json' }
import { nameError } from '../shared/name-error.ts'
import { looks } from './looks.ts'

// With the entry, since what translates everything else may be what is missing.
const sentences: Record<OfferedLanguage, { title: string; text: string }> = { ar, de, en, es, fr, ja, ru, zh }

/** Codes of Node's: a file of the program that is not there, and a library of machine code that cannot be loaded. */
const CODES: readonly unknown[] = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED']

/** Whether it went wrong since a part of the program is not there, as when a virus scanner took it away. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && CODES.includes((error as NodeJS.ErrnoException).code)
}

let isEnding = false

/** Says in a box of the system's that a part of the program is missing or damaged, and ends the app. */
export function endDamaged(reason: unknown): void {
  if (isEnding) return
  isEnding = true
  console.error(`The program is damaged: ${nameError(reason)}`)
  const language = chooseLanguage(looks()?.language ?? 'system', app.getPreferredSystemLanguages())
  const { title, text } = sentences[language]
  dialog.showErrorBox(title, text)
  // What a window's process still asks this one for, such as a face, may otherwise meet it while it is taken down.
  for (const window of BrowserWindow.getAllWindows()) window.destroy()
  app.exit(1)
}
