import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, parse, sep } from 'node:path'

/** A disk or share that has said nothing for so long is given up, milliseconds. */
export const SILENCE_MS = 10_000

/** Folders and shares that do not answer any more: nobody waits for them again. */
export interface SilentPlaces {
  add(folder: string): void
  /** Also every other folder of a share on which one is silent. */
  has(folder: string): boolean
  /** What has to answer when somebody asks for a path: its folder, or a share that is there itself. */
  holderOf(path: string): string
  /** Those that were added. */
  folders(): string[]
}

/** @param shareIn where a folder lies, when that is no disk of this machine's own */
export function silentPlaces(shareIn: (folder: string) => string | undefined = shareOf): SilentPlaces {
  const folders = new Set<string>()
  const shares = new Set<string>()
  return {
    add(folder) {
      folders.add(folder)
      const share = shareIn(folder)
      if (share !== undefined) shares.add(share)
    },
    has(folder) {
      if (folders.has(folder)) return true
      if (shares.size === 0) return false
      const share = shareIn(folder)
      return share !== undefined && shares.has(share)
    },
    holderOf: (path) => (shareIn(path) === path ? path : dirname(path)),
    folders: () => [...folders]
  }
}

/**
 * The disk or share that was added to this machine and holds a path, by its name alone: whoever asks a silent share
 * waits. Undefined on the machine's own disk.
 * @param mounts the text of `/proc/self/mounts`, where there is one
 */
export function shareOf(
  path: string,
  mounts = readMounts(),
  platform = process.platform
): string | undefined {
  if (platform === 'win32') {
    const { root } = parse(path)
    return root !== '' && root !== parse(homedir()).root ? root : undefined
  }
  if (platform === 'darwin') return /^\/(?:Volumes|net|Network\/[^/]+)\/[^/]+/.exec(path)?.[0]
  let best: string | undefined
  for (const line of mounts.split('\n')) {
    const mount = line
      .split(' ')[1]
      ?.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    if (!mount || mount === sep || mount.length < (best?.length ?? 0)) continue
    if (path === mount || path.startsWith(mount + sep)) best = mount
  }
  return best
}

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8')
  } catch {
    return ''
  }
}

/** Thrown in place of an answer that did not come. */
export class Silence extends Error {}

/** @throws Silence when the disk says nothing for `silenceMs`; the thread that asked waits on for good */
export async function unlessSilent<T>(asked: Promise<T>, silenceMs = SILENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  // In two halves: a night that the computer sleeps through ends one of them, not both.
  const silence = new Promise<never>((_, reject) => {
    const end = () => reject(new Silence('silence'))
    timer = setTimeout(() => {
      timer = setTimeout(end, silenceMs / 2)
    }, silenceMs / 2)
  })
  // Its late failure is nobody's any more.
  asked.catch(() => undefined)
  try {
    return await Promise.race([asked, silence])
  } finally {
    clearTimeout(timer)
  }
}
