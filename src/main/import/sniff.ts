const magic: [what: string, bytes: string, offset?: number][] = [
  ['an image (PNG)', '\x89PNG\r\n\x1a\n'],
  ['an image (JPEG)', '\xff\xd8\xff'],
  ['an image (GIF)', 'GIF87a'],
  ['an image (GIF)', 'GIF89a'],
  ['an image (WebP)', 'WEBP', 8],
  ['an image (AVIF)', 'ftypavif', 4],
  ['an image (HEIC)', 'ftypheic', 4],
  ['an image (TIFF)', 'II*\0'],
  ['an image (TIFF)', 'MM\0*'],
  ['an image (Photoshop)', '8BPS'],
  ['an icon', '\0\0\x01\0'],
  ['a PDF document', '%PDF-'],
  ['a zip archive, or a document made of one', 'PK\x03\x04'],
  ['an empty zip archive', 'PK\x05\x06'],
  ['a gzip archive', '\x1f\x8b\x08'],
  ['a bzip2 archive', 'BZh'],
  ['an xz archive', '\xfd7zXZ\0'],
  ['a 7-Zip archive', "7z\xbc\xaf'\x1c"],
  ['a RAR archive', 'Rar!\x1a\x07'],
  ['a Zstandard archive', '\x28\xb5\x2f\xfd'],
  ['a tar archive', 'ustar', 257],
  ['an old Office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['an RTF document', '{\\rtf'],
  ['a program', '\x7fELF'],
  ['a program', 'MZ\x90\0'],
  ['a program', '\xcf\xfa\xed\xfe'],
  ['a database (SQLite)', 'SQLite format 3\0'],
  ['a sound or film', 'ID3'],
  ['a sound', 'OggS'],
  ['a sound', 'fLaC'],
  ['a film', 'ftyp', 4],
  ['a film', '\x1aE\xdf\xa3'],
  ['a sound or film', 'WAVE', 8],
  ['a film', 'AVI ', 8],
  ['a font', 'wOFF'],
  ['a font', 'wOF2'],
  ['a property list', 'bplist00']
]

/** What a file is when its first bytes prove that it is no text ("an image (PNG)"), else an empty string. */
export function sniffBinary(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 300)).toString('latin1')
  for (const [what, signature, offset = 0] of magic) {
    if (head.startsWith(signature, offset)) return what
  }
  return ''
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
