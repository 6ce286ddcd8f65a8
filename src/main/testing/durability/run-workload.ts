import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { WorkloadMode } from './workload.ts'

const program = fileURLToPath(new URL('./workload.ts', import.meta.url))

/** The command that runs the workload on this Node, for those who start it in their own way. */
export function workloadCommand(folder: string, seed: number, mode: WorkloadMode, changes: number): string[] {
  return [process.execPath, program, folder, String(seed), mode, String(changes)]
}

export const workloadEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }

/**
 * Runs the workload and kills it at some moment after its first promise.
 * @param after milliseconds
 * @returns what it said until then
 */
export async function runAndKill(
  folder: string,
  seed: number,
  mode: WorkloadMode,
  after: number
): Promise<string> {
  const [command, ...args] = workloadCommand(folder, seed, mode, 1_000_000)
  const child = spawn(command!, args, { env: workloadEnv, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([begun, gone])
  await Promise.race([new Promise((resolve) => setTimeout(resolve, after)), gone])
  if (child.exitCode !== null) throw new Error('The workload ended by itself')
  child.kill('SIGKILL')
  await gone
  return said
}
