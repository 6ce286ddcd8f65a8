import { availableParallelism } from 'node:os'
import { basename, resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { tell } from '../../shared/sentence.ts'
import { isAddress, typedAddress } from '../../shared/web-address.ts'
import { isLibraryFile } from '../import/library/library-file.ts'
import { expandPaths } from '../import/source/expand-paths.ts'
import { MAX_BYTES, tooLarge } from '../import/source/read-source.ts'
import { SILENCE_MS, silentPlaces } from '../import/source/silent-places.ts'
import {
  createImportRunner,
  type ImportJob,
  type ImportOutcome,
  type ImportRunner
} from '../import/worker/import-runner.ts'
import { readAddress } from '../imports/read-address.ts'
import { createNetwork } from '../network/network.ts'
import { mapInOrder } from './map-in-order.ts'
import { UsageError } from './shell.ts'

/** What `--address` is for, as `--help` says it. */
export const ADDRESS_MEANS =
  'where the one file is from: its links and pictures lead there; nothing is fetched'

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

interface Item {
  file: string
  name: string
  read(runner: ImportRunner): Promise<{ outcome: ImportOutcome; name: string }>
}

/** How what is given is called, and where it came from. */
export interface Given {
  /** What standard input is called. */
  name: string
  /** The web address of the one file that is given, as the caller wrote it. */
  address?: string
  /** Whether a folder also gives what other apps gave away of their libraries. */
  withLibraries?: boolean
}

/**
 * Reads files, folders, standard input (`-`) and web addresses in two processes that are used again for every
 * file, and gives the results in order. `complain` is told before the network is used.
 * @throws UsageError when an address is none, or stands for several files
 */
export async function* readFiles(
  paths: readonly string[],
  { name: stdinName, address: stated, withLibraries }: Given,
  signal: AbortSignal,
  complain: (sentence: string) => void
): AsyncGenerator<ReadFile> {
  const items: Item[] = []
  const address = addressOf(stated, paths)
  const run = async (runner: ImportRunner, name: string, job: ImportJob) => ({
    outcome: await runner.run(job, signal),
    name
  })
  const network = createNetwork()
  const silent = silentPlaces()
  for (const path of paths) {
    if (isAddress(path)) {
      const page = typedAddress(path)
      complain(tell({ key: 'cli.fetching', values: { address: page } }))
      items.push({
        file: path,
        name: page,
        read: async (runner) => {
          const { outcome, fileName } = await readAddress(network, runner, page, signal, () => {})
          return { outcome, name: fileName }
        }
      })
      continue
    }
    if (path === '-') {
      items.push({
        file: '-',
        name: stdinName,
        read: async (runner) =>
          run(runner, stdinName, {
            kind: 'bytes',
            bytes: await readStdin(stdinName),
            fileName: stdinName,
            ...(address && { address })
          })
      })
      continue
    }
    const known = new Set(silent.folders())
    const { files } = await expandPaths([path], {
      silent,
      ...(withLibraries && { isLibrary: isLibraryFile })
    })
    const gone = silent.has(silent.holderOf(path))
      ? [path]
      : silent.folders().filter((one) => !known.has(one))
    for (const file of gone) {
      const name = nameOf(file)
      const count = Math.round(SILENCE_MS / 1000)
      const read = () => Promise.reject(new AppError('timeout', 'errors.import.tooSlow', { name, count }))
      items.push({ file, name, read })
    }
    if (address && files.length > 1) throw new UsageError(tell({ key: 'cli.addressOfOne' }))
    for (const file of files) {
      const name = nameOf(file)
      const job: ImportJob = { kind: 'file', path: resolve(file), ...(address && { address }) }
      items.push({ file, name, read: (runner) => run(runner, name, job) })
    }
  }
  const runners = Array.from({ length: Math.min(2, availableParallelism(), items.length || 1) }, () => ({
    runner: createImportRunner(),
    busy: 0
  }))
  const read = async (item: Item) => {
    const freest = runners.reduce((a, b) => (b.busy < a.busy ? b : a))
    freest.busy++
    try {
      return await item.read(freest.runner)
    } finally {
      freest.busy--
    }
  }
  try {
    for await (const { item, result } of mapInOrder(items, runners.length * 2, read)) {
      const { file, name } = item
      if (result.status === 'fulfilled') yield { file, ...result.value }
      else yield { file, name, error: result.reason }
      if (signal.aborted) return
    }
  } finally {
    for (const { runner } of runners) runner.close()
  }
}

/** As a browser would understand it; empty where none was stated. */
function addressOf(stated: string | undefined, paths: readonly string[]): string {
  if (stated === undefined) return ''
  const address = typedAddress(stated)
  if (!address) throw new UsageError(tell({ key: 'cli.notAnAddress', values: { value: stated } }))
  if (paths.length !== 1 || isAddress(paths[0]!)) throw new UsageError(tell({ key: 'cli.addressOfOne' }))
  return address
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
