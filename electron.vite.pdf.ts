import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)

/** Folders of pdf.js that are read at run time, and which of their files. */
const data: readonly [folder: string, wanted: RegExp][] = [
  ['cmaps', /\.bcmap$|^LICENSE/],
  ['standard_fonts', /\.(?:pfb|ttf)$|^LICENSE/],
  // Decoders in plain JavaScript: WebAssembly would need a wider policy.
  ['wasm', /_nowasm_fallback\.js$|^LICENSE/]
]

/** Puts pdf.js's own data under /pdf/: character maps, the standard faces, decoders, and their licences. */
export function pdfData(): Plugin {
  const root = dirname(require.resolve('pdfjs-dist/package.json'))
  return {
    name: 'lectern-pdf-data',
    generateBundle() {
      for (const [folder, wanted] of data) {
        for (const name of readdirSync(join(root, folder)).filter((one) => wanted.test(one))) {
          this.emitFile({
            type: 'asset',
            fileName: `pdf/${folder}/${name}`,
            source: readFileSync(join(root, folder, name))
          })
        }
      }
    }
  }
}
