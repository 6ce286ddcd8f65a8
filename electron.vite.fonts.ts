import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)

/** The bundled faces: package, and the stylesheets of it that are wanted (optical sizes; text and bold). */
const faces = [
  { package: '@fontsource-variable/literata', sheets: ['opsz.css', 'opsz-italic.css'] },
  { package: '@fontsource-variable/source-serif-4', sheets: ['opsz.css', 'opsz-italic.css'] },
  {
    package: '@fontsource/atkinson-hyperlegible',
    sheets: ['400.css', '400-italic.css', '700.css', '700-italic.css']
  }
]

interface FontFile {
  name: string
  read(): Buffer | string
}

/** Everything under /fonts/: faces.css, the WOFF2 files it names, and the licences they came with. */
function fontFiles(): FontFile[] {
  const files: FontFile[] = []
  let css = ''
  for (const face of faces) {
    const folder = dirname(require.resolve(`${face.package}/package.json`))
    for (const sheet of face.sheets) {
      const source = readFileSync(join(folder, sheet), 'utf8')
      for (const [, name] of source.matchAll(/url\(\.\/files\/([\w.-]+\.woff2)\)/g)) {
        if (name) files.push({ name, read: () => readFileSync(join(folder, 'files', name)) })
      }
      css += source
        .replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
        .replaceAll('url(./files/', 'url(/fonts/')
        // The files are on this machine: waiting a few milliseconds is better than a page that jumps.
        .replaceAll('font-display: swap', 'font-display: block')
    }
    const licence = join(folder, 'LICENSE')
    if (existsSync(licence)) {
      files.push({ name: `${basename(face.package)}-licence.txt`, read: () => readFileSync(licence) })
    }
  }
  return [{ name: 'faces.css', read: () => css }, ...files]
}

/**
 * Puts the fonts at addresses that do not change with a build (/fonts/…): the reading page is written by
 * main, which knows nothing of hashed names.
 */
export function fonts(): Plugin {
  const files = new Map(fontFiles().map((file) => [file.name, file]))
  return {
    name: 'lectern-fonts',
    configureServer(server) {
      server.middlewares.use('/fonts', (request, response, next) => {
        const file = files.get((request.url ?? '').replace(/^\//, '').replace(/\?.*$/, ''))
        if (!file) return next()
        const type = file.name.endsWith('.css')
          ? 'text/css'
          : file.name.endsWith('.txt')
            ? 'text/plain'
            : 'font/woff2'
        response.setHeader('Content-Type', type)
        response.end(file.read())
      })
    },
    generateBundle() {
      for (const file of files.values()) {
        this.emitFile({ type: 'asset', fileName: `fonts/${file.name}`, source: file.read() })
      }
    }
  }
}
