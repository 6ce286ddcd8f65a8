import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const sources = {
  'align-worker': 'versions/align-worker.ts',
  'backup-worker': 'backups/backup-worker.ts',
  'citation-worker': 'citations/citation-worker.ts',
  'anki-worker': 'cards/anki-worker.ts',
  'export-worker': 'export/export-worker.ts',
  'fit-worker': 'reviews/fit-worker.ts',
  'import-worker': 'import/worker/import-worker.ts',
  'keep-worker': 'imports/keep-worker.ts',
  'network-worker': 'network/network-worker.ts',
  'retention-worker': 'reviews/retention-worker.ts',
  'search-worker': 'search/search-worker.ts',
  'sheet-worker': 'study-sheet/sheet-worker.ts'
} as const

/**
 * The file to start a worker from. Built, every entry lies beside the others in `out/main`; run from
 * source (tests, benchmarks), Electron's Node strips the types of the `.ts` file itself.
 */
export function workerFile(name: keyof typeof sources): string {
  const here = fileURLToPath(import.meta.url)
  return join(dirname(here), here.endsWith('.ts') ? sources[name] : `${name}.js`)
}
