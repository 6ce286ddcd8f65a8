import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { ascii } from './electron.vite.ascii.ts'
import { catalogues } from './electron.vite.catalogues.ts'
import { firstChunk } from './electron.vite.first-chunk.ts'
import { fonts } from './electron.vite.fonts.ts'
import { pdfData } from './electron.vite.pdf.ts'
import { unusedSchemas } from './electron.vite.unused-schemas.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      // Packages main needs at once are bundled: read from hundreds of files they cost half of a start.
      externalizeDeps: {
        exclude: [
          'approx-string-match',
          'chokidar',
          'csv-stringify',
          'i18next',
          'markdown-it',
          'mustache',
          'ts-fsrs',
          'uuid',
          'yaml',
          'zod'
        ]
      },
      rolldownOptions: {
        // Workers are entries of their own: they are started by file name (src/main/worker-file.ts).
        input: {
          index: at('src/main/boot.ts'),
          cli: at('src/main/cli/cli.ts'),
          'align-worker': at('src/main/versions/align-worker.ts'),
          'backup-worker': at('src/main/backups/backup-worker.ts'),
          'citation-worker': at('src/main/citations/citation-worker.ts'),
          'export-worker': at('src/main/export/export-worker.ts'),
          'anki-worker': at('src/main/cards/anki-worker.ts'),
          'keep-worker': at('src/main/imports/keep-worker.ts'),
          'network-worker': at('src/main/network/network-worker.ts'),
          'fit-worker': at('src/main/reviews/fit-worker.ts'),
          'retention-worker': at('src/main/reviews/retention-worker.ts'),
          'search-worker': at('src/main/search/search-worker.ts'),
          'sheet-worker': at('src/main/study-sheet/sheet-worker.ts'),
          'import-worker': at('src/main/import/worker/import-worker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        // A sandboxed preload must be a single CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src/renderer'),
    build: {
      rolldownOptions: {
        input: [at('src/renderer/index.html'), at('src/renderer/original-pages.html')],
        output: { codeSplitting: firstChunk }
      },
      // Nothing may become a data: URL: the window's policy allows fonts and images from itself only.
      assetsInlineLimit: 0,
      minify: true
    },
    plugins: [react(), fonts(), pdfData(), unusedSchemas(), ascii(), catalogues()]
  }
})
