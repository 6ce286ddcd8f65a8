/** Extensions by format, with the dot, lower case. Kept apart from the importers, which only their own process loads. */
export const htmlExtensions = ['.html', '.htm', '.xhtml', '.xht'] as const
export const markdownExtensions = ['.md', '.markdown', '.mdown', '.mkd'] as const
export const epubExtensions = ['.epub'] as const
export const pdfExtensions = ['.pdf'] as const
export const plainTextExtensions = ['.txt', '.text'] as const

/** What other apps give their libraries away as. */
export const libraryExtensions = ['.csv', '.json', '.zip', '.opml', '.bib', '.ris'] as const

/** What a folder import and the file dialog look for. */
export const knownExtensions: readonly string[] = [
  ...htmlExtensions,
  ...markdownExtensions,
  ...epubExtensions,
  ...pdfExtensions,
  ...plainTextExtensions
]
