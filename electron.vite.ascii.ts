import type { Plugin } from 'vite'

/**
 * Writes the window's first script in ASCII alone. One curly quote in it made Chromium keep all of its 800 kB in two
 * bytes a letter, which it has to make of the file and to go through again at every start.
 */
export function ascii(): Plugin {
  return {
    name: 'lectern:ascii',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || file.name !== 'first') continue
        // There an escape would be read as it stands.
        if (/\.raw`/.test(file.code)) this.error(`${file.fileName} has a raw string`)
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
        )
      }
    }
  }
}
