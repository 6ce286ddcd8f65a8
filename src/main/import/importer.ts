import type { ImportedArticle } from './imported-article.ts'

/** What an importer gets: bytes and the name they came under. */
export interface ImportSource {
  bytes: Uint8Array
  fileName: string
}

export interface Importer {
  name: string
  extensions: readonly string[]
  /** Whether the first kilobytes, as Latin-1, are surely this format, whatever the name says. */
  recognises?: (head: string) => boolean
  run(source: ImportSource): ImportedArticle
}
