import type { ImportedArticle } from './imported-article.ts'

/** What an importer gets: bytes and the name they came under. */
export interface ImportSource {
  bytes: Uint8Array
  fileName: string
  /** Where the bytes came from, when that is known from outside them: an http or https address. */
  address?: string | undefined
  /** The encoding that was stated beside the bytes (HTTP, MIME), lower case. */
  charset?: string | undefined
  /**
   * Bytes that came along, such as pictures: asked by absolute address, or, where a reference is none, by
   * the reference as it is written.
   */
  resource?: ((reference: string) => Uint8Array | undefined) | undefined
  /** Of a web page, everything it shows: nothing is looked for and nothing left out. */
  whole?: boolean | undefined
}

export interface Importer {
  name: string
  extensions: readonly string[]
  /** The format is no text: it is told by its first bytes, or, where many formats share them, by its name, too. */
  binary?: boolean
  /** Whether the first kilobytes, as Latin-1, are surely this format, whatever the name says. */
  recognises?: (head: string) => boolean
  run(source: ImportSource): ImportedArticle | Promise<ImportedArticle>
}

/** Most formats are read without waiting for anything. */
export interface DirectImporter extends Importer {
  run(source: ImportSource): ImportedArticle
}
