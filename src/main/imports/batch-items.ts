import { basename, dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { SILENCE_MS, silentPlaces } from '../import/source/silent-places.ts'
import type { ImportJob, ImportOutcome, ImportRunner } from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'
import { type StoredWarning, storedReason } from '../versions/warnings.ts'
import { readAddress } from './read-address.ts'

/** One thing of a batch. */
export interface Item {
  /** The path or address as it was given; empty for what was pasted. */
  file: string
  /** What the reader calls it. */
  name: string
  job: ImportJob | { kind: 'address'; address: string }
}

/** A file that could not be looked for, and why. */
interface Unlisted {
  file: string
  reason: StoredWarning
}

/** The file name, as it can be shown and stored. */
export function nameOf(path: string): string {
  return basename(path).toWellFormed().replaceAll('\0', '')
}

/**
 * The files behind what the reader chose. Those on a share that does not answer fail together; where a folder inside
 * cannot be looked for, the others are, one by one; nothing is left of them once it is cancelled.
 */
export async function listFiles(
  runner: ImportRunner,
  paths: readonly string[],
  signal: AbortSignal
): Promise<{ files: string[]; leftOut: string | undefined; failed: Unlisted[]; silent: string[] }> {
  const all = {
    files: [] as string[],
    leftOut: undefined as string | undefined,
    failed: [] as Unlisted[],
    silent: [] as string[]
  }
  try {
    const { files, leftOut, silent } = await runner.listFiles(paths, signal)
    const gone = new Set(silent)
    const chosen = paths.filter((path) => gone.has(dirname(path)))
    const holding = new Set(chosen.map((path) => dirname(path)))
    // Those inside of what was chosen are named themselves.
    const inside = silent.filter((folder) => !holding.has(folder))
    const failed = [...chosen, ...inside].map((path) => ({
      file: path,
      reason: storedReason(noAnswer(nameOf(path)))
    }))
    return { files, leftOut, failed, silent }
  } catch (thrown) {
    if (signal.aborted) return all
    if (paths.length > 1) {
      for (const path of paths) {
        const one = await listFiles(runner, [path], signal)
        all.files.push(...one.files)
        all.leftOut ??= one.leftOut
        all.failed.push(...one.failed)
        all.silent.push(...one.silent)
      }
      return all
    }
    if (!(thrown instanceof AppError)) throw thrown
    const reason = storedReason(thrown)
    return { ...all, failed: paths.map((file) => ({ file, reason })) }
  }
}

export interface ItemReader {
  /** @throws AppError when it cannot be read; LibraryFound when it is another app's library */
  read(
    item: Item,
    signal: AbortSignal,
    onProgress: (sentence: string) => void
  ): Promise<{ outcome: ImportOutcome; fileName: string }>
  /** Folders that do not answer any more: nobody waits for them again. */
  skip(folders: readonly string[]): void
}

/**
 * Reads the things of one batch, each in the import process.
 * @param network absent where nothing is ever fetched
 */
export function itemReader(runner: ImportRunner, network: Network | undefined): ItemReader {
  const silent = silentPlaces()
  const skip = (folders: readonly string[]) => {
    for (const folder of folders) silent.add(folder)
  }

  async function readFile(
    job: Extract<ImportJob, { kind: 'file' }>,
    name: string,
    signal: AbortSignal
  ): Promise<ImportOutcome> {
    if (silent.has(dirname(job.path))) throw noAnswer(name)
    try {
      return await runner.run(job, signal)
    } catch (error) {
      // A text that takes too long, or a share that is gone: the rest of the second is not waited for.
      if (error instanceof AppError && error.code === 'timeout' && !signal.aborted) {
        const asked = await runner.listFiles([job.path], signal).catch(() => undefined)
        skip(asked?.silent ?? [])
      }
      throw error
    }
  }

  return {
    async read({ job, name }, signal, onProgress) {
      if (job.kind === 'file') return { outcome: await readFile(job, name, signal), fileName: name }
      if (job.kind !== 'address') return { outcome: await runner.run(job, signal), fileName: name }
      if (!network) throw new AppError('forbidden', 'errors.network.mistake')
      return await readAddress(network, runner, job.address, signal, onProgress)
    },
    skip
  }
}

const noAnswer = (name: string) =>
  new AppError('timeout', 'errors.import.tooSlow', { name, count: Math.round(SILENCE_MS / 1000) })
