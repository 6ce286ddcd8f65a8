import { availableParallelism } from 'node:os'
import { basename, resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { tell } from '../../shared/sentence.ts'
import { expandPaths } from '../import/expand-paths.ts'
import { createImportRunner, type ImportJob, type ImportOutcome } from '../import/import-runner.ts'
import { MAX_BYTES, tooLarge } from '../import/read-source.ts'
import { mapInOrder } from './map-in-order.ts'

/** What became of one file: an article, or the sentence why not. */
export interface ReadFile {
  /** As the caller named it; `-` for standard input. */
  file: string
  /** The name without folder, for the library. */
  name: string
  outcome?: ImportOutcome
  /** An AppError, or a bug. */
  error?: unknown
}

/**
 * Reads files, folders and standard input (`-`) in two processes that are used again for every file, and
 * gives the results in order.
 */
export async function* readFiles(
  paths: readonly string[],
  stdinName: string,
  signal: AbortSignal
): AsyncGenerator<ReadFile> {
  const items: { file: string; name: string; job(): Promise<ImportJob> }[] = []
  for (const path of paths) {
    if (path === '-') {
      items.push({
        file: '-',
        name: stdinName,
        job: async () => ({ kind: 'bytes', bytes: await readStdin(stdinName), fileName: stdinName })
      })
      continue
    }
    for (const file of (await expandPaths([path])).files) {
      items.push({ file, name: nameOf(file), job: async () => ({ kind: 'file', path: resolve(file) }) })
    }
  }
  const runners = Array.from({ length: Math.min(2, availableParallelism(), items.length || 1) }, () => ({
    runner: createImportRunner(),
    busy: 0
  }))
  const read = async ({ job }: (typeof items)[number]) => {
    const freest = runners.reduce((a, b) => (b.busy < a.busy ? b : a))
    freest.busy++
    try {
      return await freest.runner.run(await job(), signal)
    } finally {
      freest.busy--
    }
  }
  try {
    for await (const { item, result } of mapInOrder(items, runners.length * 2, read)) {
      const { file, name } = item
      if (result.status === 'fulfilled') yield { file, name, outcome: result.value }
      else yield { file, name, error: result.reason }
      if (signal.aborted) return
    }
  } finally {
    for (const { runner } of runners) runner.close()
  }
}

async function readStdin(name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin) {
    length += (chunk as Buffer).length
    if (length > MAX_BYTES) throw tooLarge(name, length)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function nameOf(path: string): string {
  return basename(path).toWellFormed().replaceAll('\0', '')
}

/** A sentence for any failure: what is no AppError is a mistake of ours, and concerns this file only. */
export function failureOf({ name, error }: ReadFile): string {
  if (error instanceof AppError) return error.message
  return tell({ key: 'errors.import.mistake', values: { name } })
}
