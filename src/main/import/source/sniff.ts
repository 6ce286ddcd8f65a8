import type { en } from '../../../shared/messages/en.ts'

type FileKind = keyof (typeof en)['errors']['fileKind']

const magic: [kind: FileKind, bytes: string, offset?: number][] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['webp', 'WEBP', 8],
  ['avif', 'ftypavif', 4],
  ['heic', 'ftypheic', 4],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['photoshop', '8BPS'],
  ['icon', '\0\0\x01\0'],
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['emptyZip', 'PK\x05\x06'],
  ['gzip', '\x1f\x8b\x08'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zXZ\0'],
  ['sevenZip', "7z\xbc\xaf'\x1c"],
  ['rar', 'Rar!\x1a\x07'],
  ['zstandard', '\x28\xb5\x2f\xfd'],
  ['tar', 'ustar', 257],
  ['oldOffice', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', '{\\rtf'],
  ['program', '\x7fELF'],
  ['program', 'MZ\x90\0'],
  ['program', '\xcf\xfa\xed\xfe'],
  ['database', 'SQLite format 3\0'],
  ['soundOrFilm', 'ID3'],
  ['sound', 'OggS'],
  ['sound', 'fLaC'],
  ['film', 'ftyp', 4],
  ['film', '\x1aE\xdf\xa3'],
  ['soundOrFilm', 'WAVE', 8],
  ['film', 'AVI ', 8],
  ['font', 'wOFF'],
  ['font', 'wOF2'],
  ['propertyList', 'bplist00']
]

/** What a file is when its first bytes prove that it is no text (a key that says "an image (PNG)"). */
export function sniffBinary(bytes: Uint8Array): `errors.fileKind.${FileKind}` | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 300)).toString('latin1')
  for (const [kind, signature, offset = 0] of magic) {
    if (head.startsWith(signature, offset)) return `errors.fileKind.${kind}`
  }
  return undefined
}

/** Lower-case extension with its dot, or an empty string. */
export function extensionOf(fileName: string): string {
  return /\.[^./\\\s]{1,10}$/.exec(fileName)?.[0].toLowerCase() ?? ''
}

/** The name without folder and extension, for when a text has no title of its own. */
export function titleFromName(fileName: string): string {
  const base = fileName.replace(/^.*[/\\]/s, '')
  const extension = extensionOf(base)
  return (extension ? base.slice(0, -extension.length) : base).replace(/[_\s]+/gu, ' ').trim()
}
