import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

/** What kind of place a library lies on. `name`: the service or file system, as people know it. */
export interface LibraryPlace {
  kind: 'local' | 'network' | 'synced'
  name: string
}

/** File systems whose locks and shared memory other machines do not see. */
const networkTypes =
  /^(?:nfs\d?|cifs|smb\w*|smbfs|afpfs|9p|afs|ceph|glusterfs|lustre|davfs2?|webdav|ncpfs|coda|fuse\.(?:sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|glusterfs|smbnetfs|curlftpfs|google-drive-ocamlfuse|ceph))$/i

/** Folders by which services are known; compared part by part. */
const syncedFolders: readonly (readonly [RegExp, string])[] = [
  [/^Dropbox(?: .*)?$/i, 'Dropbox'],
  [/^OneDrive(?: - .*|-.*)?$/i, 'OneDrive'],
  [/^(?:Google Drive|GoogleDrive(?:-.*)?|My Drive)$/i, 'Google Drive'],
  [/^(?:com~apple~CloudDocs|iCloud ?Drive|Mobile Documents)$/i, 'iCloud Drive'],
  [/^Nextcloud\d?$/i, 'Nextcloud'],
  [/^ownCloud\d?$/i, 'ownCloud'],
  [/^(?:Box|Box Sync|Box-Box)$/, 'Box'],
  [/^pCloud ?Drive$/i, 'pCloud'],
  [/^(?:MEGA|MEGAsync)$/, 'MEGA']
]

/** What services leave in the folder they keep in step. */
const markers: readonly (readonly [string, string])[] = [
  ['.stfolder', 'Syncthing'],
  ['.dropbox', 'Dropbox'],
  ['.dropbox.cache', 'Dropbox'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.tmp.drivedownload', 'Google Drive'],
  ['.resilio', 'Resilio Sync']
]

/**
 * Tells where a folder lies, by its path, by what sync programs leave in the folders above it, and by its file
 * system. Looks at names only. On macOS and Windows a mounted share is known by its path alone.
 * @param mounts the text of `/proc/self/mounts`, where there is one
 */
export function libraryPlace(folder: string, mounts = readMounts()): LibraryPlace {
  const path = realPath(folder)
  if (/^(?:\\\\|\/\/)[^\\/?.]/.test(folder)) return { kind: 'network', name: 'SMB' }
  const type = fileSystemOf(path, mounts)
  if (type !== undefined && networkTypes.test(type)) return { kind: 'network', name: type }
  for (const part of path.split(/[\\/]/)) {
    for (const [pattern, name] of syncedFolders) if (pattern.test(part)) return { kind: 'synced', name }
  }
  for (let at = path; ; at = dirname(at)) {
    for (const [marker, name] of markers) if (existsSync(join(at, marker))) return { kind: 'synced', name }
    if (at === dirname(at)) return { kind: 'local', name: type ?? '' }
  }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    // Not there yet: where it will be.
    const parent = dirname(resolve(folder))
    return parent === resolve(folder) ? parent : join(realPath(parent), resolve(folder).slice(parent.length))
  }
}

/** The type of the mount with the longest path above `path`. */
function fileSystemOf(path: string, mounts: string): string | undefined {
  let best = ''
  let found: string | undefined
  for (const line of mounts.split('\n')) {
    const [, point, type] = line.split(' ')
    if (!point || !type) continue
    const mount = point.replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8))
    )
    const isAbove = path === mount || path.startsWith(mount.endsWith(sep) ? mount : mount + sep)
    if (isAbove && mount.length >= best.length) {
      best = mount
      found = type
    }
  }
  return found
}

function readMounts(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8')
  } catch {
    return ''
  }
}
