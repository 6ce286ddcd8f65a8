import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { libraryPlace } from './library-place.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-place-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const mounts = `sysfs /sys sysfs rw 0 0
/dev/vda / ext4 rw 0 0
server:/homes /net/homes nfs4 rw 0 0
//nas/share /media/a\\040share cifs rw 0 0
me@host: /home/me/remote fuse.sshfs rw 0 0
/dev/sdb1 /media/stick fuseblk rw 0 0`

it.each([
  ['/net/homes/me/library', 'network', 'nfs4'],
  ['/media/a share/library', 'network', 'cifs'],
  ['/home/me/remote/library', 'network', 'fuse.sshfs'],
  ['/media/stick/library', 'local', 'fuseblk'],
  ['/net/homesick/library', 'local', 'ext4'],
  ['/home/me/Dropbox/library', 'synced', 'Dropbox'],
  ['/home/me/OneDrive - Company/Reading', 'synced', 'OneDrive'],
  ['/Users/me/Library/Mobile Documents/com~apple~CloudDocs/x', 'synced', 'iCloud Drive'],
  ['/Users/me/Library/CloudStorage/GoogleDrive-me@x/My Drive', 'synced', 'Google Drive'],
  ['/home/me/Nextcloud/library', 'synced', 'Nextcloud'],
  ['/home/me/Dropboxes/library', 'local', 'ext4'],
  ['\\\\server\\share\\library', 'network', 'SMB']
] as const)('%s is %s (%s)', (path, kind, name) => {
  expect(libraryPlace(path, mounts)).toEqual({ kind, name })
})

it('knows a synced folder by what its program leaves there', () => {
  const library = join(folder, 'deep', 'library')
  mkdirSync(library, { recursive: true })
  expect(libraryPlace(library, mounts).kind).toBe('local')
  writeFileSync(join(folder, '.nextcloudsync.log'), '')
  expect(libraryPlace(library, mounts)).toEqual({ kind: 'synced', name: 'Nextcloud' })
})
