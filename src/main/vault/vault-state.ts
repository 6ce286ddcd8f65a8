import { createHash } from 'node:crypto'
import { lstat, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../files/write-whole.ts'
import { InStep } from './in-step.ts'
import { VaultArticle } from './vault-article.ts'

/** The folder inside the Markdown folder that is Lectern's; programs for notes pass over names with a dot. */
export const STATE_FOLDER = '.lectern'
/** Where the old text of a file goes when something in it could not be taken over. */
export const KEPT_FOLDER = 'Lectern kept'

const MOST_BYTES = 500_000_000

/** A path that stays in the folder, whoever wrote it down. */
const isInside = (path: string) =>
  path.toLowerCase().endsWith('.md') &&
  !path.includes('\\') &&
  !path.includes('\0') &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes(':'))

const State = z.object({
  format: z.literal('lectern-vault'),
  formatVersion: z.literal(1),
  /** By the id of the article. */
  articles: z.record(
    z.string(),
    z.object({
      /** Relative to the folder, with `/` between. */
      file: z.string().refine(isInside),
      /** SHA-256 of the text Lectern wrote last. */
      hash: z.string(),
      agreed: VaultArticle,
      inStep: InStep.optional()
    })
  )
})
/** What a library and a folder agreed on when they last met; each library keeps its own beside the files. */
export type VaultState = z.infer<typeof State>

const fileOf = (folder: string, libraryId: string) => join(folder, STATE_FOLDER, `${libraryId}.json`)

/** Empty when there is none, or when it is not what Lectern writes: then the two meet as if for the first time. */
export async function readVaultState(folder: string, libraryId: string): Promise<VaultState> {
  const empty: VaultState = { format: 'lectern-vault', formatVersion: 1, articles: {} }
  try {
    const path = fileOf(folder, libraryId)
    const facts = await lstat(path)
    if (!facts.isFile() || facts.size > MOST_BYTES) return empty
    return State.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return empty
  }
}

/** Writes what both sides agreed on, whole or not at all. @throws AppError when the folder cannot be written */
export async function writeVaultState(folder: string, libraryId: string, state: VaultState): Promise<void> {
  await mkdir(join(folder, STATE_FOLDER), { recursive: true })
  await writeWhole(fileOf(folder, libraryId), `${JSON.stringify(state)}\n`)
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
