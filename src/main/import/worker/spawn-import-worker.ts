// biome-ignore lint/style/noRestrictedImports: this is main's side of the wall; it only asks for a process.
import { spawnProcess, type WorkerProcess } from '../../spawn-process.ts'

export type { WorkerProcess }

/** That wait for disks and shares: those that never answer must leave some for the others (expand-paths.ts). */
const THREADS = 48

/** Starts the import process. `memoryMb` caps its JavaScript heap. */
export function spawnImportWorker(memoryMb: number): Promise<WorkerProcess> {
  return spawnProcess('import-worker', { name: 'Lectern import', memoryMb, threads: THREADS })
}
