import { closeSync, constants, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/** What the pictures beside one text may be: each, together in bytes, and in number. */
const MAX_PICTURE = 50 * 1024 * 1024
const MAX_TOGETHER = 200 * 1024 * 1024
const MAX_COUNT = 2000
/** Folders in which note-taking programs keep what notes show, when a note only says the name. */
const usualFolders = ['', 'attachments', 'Attachments', 'assets', 'images', 'media', 'files', '_resources']
/** How far up a vault's own folder is looked for. */
const MAX_UP = 12

/**
 * Pictures that lie beside a text on this disk: the `_files` folder of a page that was saved complete, the
 * attachments of a note. Only references without a scheme, only regular files, and only below the text's own
 * folder or, where that is part of an Obsidian vault, below the vault's; no link leads out of it. What is no
 * picture by its own bytes is dropped by whoever asks, so nothing else of the disk can get into an article.
 */
export function localPictures(path: string): (reference: string) => Uint8Array | undefined {
  const folder = dirname(resolve(path))
  const root = realFolder(vaultOf(folder) ?? folder)
  let together = 0
  let count = 0

  function read(candidate: string): Uint8Array | undefined {
    if (root === undefined) return undefined
    let file: number | undefined
    try {
      const real = realpathSync(candidate)
      const inside = relative(root, real)
      // Nothing outside, and nothing of what programs hide.
      if (inside === '' || inside.split(sep).some((part) => part.startsWith('.'))) return undefined
      file = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
      const info = fstatSync(file)
      if (!info.isFile() || info.size > MAX_PICTURE || together + info.size > MAX_TOGETHER) return undefined
      const bytes = Buffer.alloc(info.size)
      const length = readSync(file, bytes, 0, info.size, 0)
      together += length
      return bytes.subarray(0, length)
    } catch {
      return undefined
    } finally {
      if (file !== undefined) closeSync(file)
    }
  }

  return (reference) => {
    const name = localName(reference)
    if (!name || ++count > MAX_COUNT) return undefined
    const places = name.includes('/')
      ? [join(folder, name), ...(root ? [join(root, name)] : [])]
      : [folder, ...(root && root !== folder ? [root] : [])].flatMap((place) =>
          usualFolders.map((usual) => join(place, usual, name))
        )
    for (const place of places) {
      const bytes = read(place)
      if (bytes) return bytes
    }
    return undefined
  }
}

/** A reference as a path below here, or empty: no scheme, no host, no root, no drive. */
function localName(reference: string): string {
  const bare = reference.trim().replace(/[?#].*$/s, '')
  if (!bare || bare.length > 4096 || /^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(bare)) return ''
  let name: string
  try {
    name = decodeURIComponent(bare)
  } catch {
    name = bare
  }
  return /[\0\\]/.test(name) ? '' : name.replace(/^(?:\.\/)+/, '')
}

function realFolder(folder: string): string | undefined {
  try {
    return realpathSync(folder)
  } catch {
    return undefined
  }
}

function vaultOf(folder: string): string | undefined {
  let at = folder
  for (let up = 0; up < MAX_UP; up++) {
    if (existsSync(join(at, '.obsidian'))) return at
    const above = dirname(at)
    if (above === at) return undefined
    at = above
  }
  return undefined
}

/** Whether a folder only holds what a saved page beside it shows: `Page_files` beside `Page.html`. */
export function isCompanion(folder: string, besides: ReadonlySet<string>): boolean {
  const found = /^(.+?)[_.-](?:\p{L}+)$/u.exec(basename(folder))
  if (!found) return false
  return ['.html', '.htm', '.xhtml', '.mhtml'].some((extension) => besides.has(`${found[1]}${extension}`))
}
