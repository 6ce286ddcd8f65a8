import type { Plugin } from 'vite'

/** Where a language's words are written, by its code. */
const CATALOGUE = /\/src\/shared\/messages\/([a-z]{2})\.ts$/

/**
 * Says in the window's page in which file the build has put each language's words (`data-words-de="./assets/…"`),
 * so that main can name the file of the language that will be spoken (src/main/window-files.ts): asked for only
 * when the script runs, it would come after everything else.
 */
export function catalogues(): Plugin {
  return {
    name: 'lectern:catalogues',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, bundle }) {
        if (!bundle || !path.endsWith('/index.html')) return html
        const places = Object.values(bundle).flatMap((file) => {
          const language = file.type === 'chunk' ? CATALOGUE.exec(file.facadeModuleId ?? '')?.[1] : undefined
          return language ? [`data-words-${language}="./${file.fileName}"`] : []
        })
        return html.replace('<html ', `<html ${places.sort().join(' ')} `)
      }
    }
  }
}
