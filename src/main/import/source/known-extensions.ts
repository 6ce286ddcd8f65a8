/** Extensions by format, with the dot, lower case. Kept apart from the importers, which only their own process loads. */
export const htmlExtensions = ['.html', '.htm', '.xhtml', '.xht'] as const
export const markdownExtensions = ['.md', '.markdown', '.mdown', '.mkd'] as const
export const epubExtensions = ['.epub'] as const
export const pdfExtensions = ['.pdf'] as const
export const mhtmlExtensions = ['.mhtml', '.mht', '.eml'] as const
export const webarchiveExtensions = ['.webarchive'] as const
export const warcExtensions = ['.warc', '.warc.gz'] as const
export const docxExtensions = ['.docx', '.docm', '.dotx'] as const
export const plainTextExtensions = ['.txt', '.text'] as const

/** What other apps give their libraries away as. */
export const libraryExtensions = [
  '.csv',
  '.json',
  '.jsonld',
  '.zip',
  '.opml',
  '.bib',
  '.ris',
  '.ann',
  '.annotation',
  '.annot'
] as const

/** What a folder import and the file dialog look for. */
export const knownExtensions: readonly string[] = [
  ...htmlExtensions,
  ...markdownExtensions,
  ...epubExtensions,
  ...pdfExtensions,
  ...mhtmlExtensions,
  ...webarchiveExtensions,
  ...warcExtensions,
  ...docxExtensions,
  ...plainTextExtensions
]

/** Whether a file's name says that it is something to read. */
export const hasKnownExtension = (name: string) => endsWithOneOf(name, knownExtensions)

/** Whether a file's name says that it may be another app's library. */
export const hasLibraryExtension = (name: string) => endsWithOneOf(name, libraryExtensions)

function endsWithOneOf(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase()
  return extensions.some((extension) => lower.endsWith(extension))
}
