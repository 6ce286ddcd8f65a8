import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)

/** Folders of pdf.js that are read at run time, and which of their files. */
const data: readonly [folder: string, wanted: RegExp][] = [
  ['cmaps', /\.bcmap$|^LICENSE/],
  // Not its Liberation faces: these are under the GPL. Arimo, which is as wide, stands in (draw-pages.ts).
  ['standard_fonts', /\.pfb$|^LICENSE_FOXIT/],
  // Decoders in plain JavaScript: WebAssembly would need a wider policy.
  ['wasm', /_nowasm_fallback\.js$|^LICENSE/]
]

/** Faces as wide as Helvetica, under the SIL Open Font License. */
const arimo = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

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
      const faces = dirname(require.resolve('@expo-google-fonts/arimo/package.json'))
      const files = [...arimo.map((style) => `${style}/Arimo_${style}.ttf`), 'LICENSE_FONT']
      for (const file of files) {
        const name = file === 'LICENSE_FONT' ? 'LICENSE_ARIMO' : basename(file)
        this.emitFile({
          type: 'asset',
          fileName: `pdf/standard_fonts/${name}`,
          source: readFileSync(join(faces, file))
        })
      }
    }
  }
}
