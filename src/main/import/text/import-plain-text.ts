import { finishArticle } from '../article/finish-article.ts'
import type { DirectImporter } from '../article/importer.ts'
import { webAddress } from '../article/web-address.ts'
import { decode } from '../source/decode.ts'
import { plainTextExtensions } from '../source/known-extensions.ts'
import { structureText } from './plain-text.ts'

/** Plain text in any encoding. */
export const importPlainText: DirectImporter = {
  name: 'plain-text/1',
  extensions: plainTextExtensions,
  run({ bytes, fileName, address, charset }) {
    const { text, encoding, guessed } = decode(bytes, fileName, charset)
    const structure = structureText(text)
    const url = structure.url || webAddress(address)
    return finishArticle(
      { ...structure, url, importer: this.name, mediaType: 'text/plain', encoding, guessed },
      fileName
    )
  }
}
