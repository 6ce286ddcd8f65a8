import { decode } from './decode.ts'
import { finishArticle, webAddress } from './finish-article.ts'
import type { DirectImporter } from './importer.ts'
import { plainTextExtensions } from './known-extensions.ts'
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
