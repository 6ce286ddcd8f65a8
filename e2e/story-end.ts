import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, type RunningApp } from './app.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { runCommand } from './pages/palette.ts'
import type { ReaderPage } from './pages/reader.ts'

/** What the story's reader noted. */
export const THOUGHT = 'A thought about quixotic harbours'

/** After a restart: the green highlight and its note are there, can be taken back, and done again. */
export async function takesBackAndForth({ page }: RunningApp, reader: ReaderPage): Promise<void> {
  const isGreen = async () => (await reader.painted('green')).length
  await expect.poll(isGreen).toBeGreaterThan(0)
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(isGreen).toBe(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(isGreen).toBeGreaterThan(0)
}

/** Takes the highlights out as Markdown, with the note. @returns what stands in the file */
export async function takesItOut(app: RunningApp): Promise<string> {
  const target = resolve(app.folder, 'export.md')
  await answerDialogs(app.electron, target)
  await runCommand(app.page, 'Export highlights as Markdown…')
  await expect.poll(() => existsSync(target)).toBe(true)
  await expect.poll(() => readFileSync(target, 'utf8')).toContain(THOUGHT)
  return readFileSync(target, 'utf8')
}
