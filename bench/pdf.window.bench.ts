/**
 * How well and how fast PDFs become articles:
 *   npm run bench -- pdf
 * Known texts are laid out in many ways and printed by Chromium (without tags, as most PDFs are) or written
 * by our own writer; what comes out is compared with what went in. Where poppler's `pdftotext` is installed
 * it reads the same files in the same run. Then: milliseconds from asking for the original's pages to the
 * first one on screen, in the built app.
 *
 *   F1     of shingles of four words, as article extraction is scored
 *   order  share of neighbouring sentences that are neighbours again
 *   clean  share of the head's and foot's words that were left out
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../e2e/app.ts'
import { ask } from '../e2e/bridge.ts'
import { buildBody } from '../src/main/import/body/build-body.ts'
import { textLines, writePdf } from '../src/main/import/fixtures/write-pdf.ts'
import { importFile } from '../src/main/import/importers.ts'
import { type Layout, layouts } from './pdf/layouts.ts'
import { percentile, table } from './search/collections.ts'

const ROUNDS = 5

interface Score {
  f1: number
  order: number
  clean: number
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

function shingles(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + 4 <= words.length; at++) {
    const key = words.slice(at, at + 4).join(' ')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function score(found: string, layout: Layout): Score {
  const [want, have] = [shingles(wordsOf(layout.text)), shingles(wordsOf(found))]
  let shared = 0
  for (const [key, count] of want) shared += Math.min(count, have.get(key) ?? 0)
  const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, one) => sum + one, 0)
  const [precision, recall] = [shared / Math.max(1, total(have)), shared / Math.max(1, total(want))]
  const said = wordsOf(found).join(' ')
  const places = layout.sentences.map((sentence) => said.indexOf(wordsOf(sentence).join(' ')))
  let inOrder = 0
  for (let at = 1; at < places.length; at++)
    if (places[at - 1]! >= 0 && places[at]! > places[at - 1]!) inOrder++
  const furniture = layout.furniture.filter((one) => said.includes(wordsOf(one).join(' '))).length
  return {
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    order: inOrder / Math.max(1, places.length - 1),
    clean: layout.furniture.length ? 1 - furniture / layout.furniture.length : 1
  }
}

const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const folder = mkdtempSync(join(tmpdir(), 'lectern-pdf-bench-'))
const app = await startApp()
try {
  const rows: string[][] = []
  const all: { ours: Score[]; theirs: Score[]; perPage: number[]; theirPerPage: number[] } = {
    ours: [],
    theirs: [],
    perPage: [],
    theirPerPage: []
  }
  for (const layout of layouts()) {
    const file = join(folder, `${layout.name.replaceAll(/\W+/g, '-')}.pdf`)
    if (layout.pdf) writeFileSync(file, layout.pdf)
    else {
      const page = await app.electron.evaluate(
        async ({ BrowserWindow }, { html, head, foot }) => {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { javascript: false, sandbox: true }
          })
          await window.loadURL(`data:text/html;base64,${html}`)
          const printed = await window.webContents.printToPDF({
            preferCSSPageSize: true,
            generateTaggedPDF: false,
            displayHeaderFooter: true,
            headerTemplate: head,
            footerTemplate: foot
          })
          window.destroy()
          return printed.toString('base64')
        },
        { html: Buffer.from(layout.html ?? '').toString('base64'), head: layout.head, foot: layout.foot }
      )
      writeFileSync(file, Buffer.from(page, 'base64'))
    }
    const bytes = readFileSync(file)
    const times: number[] = []
    let text = ''
    let pages = 1
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now()
      const article = await importFile({ bytes, fileName: 'a.pdf' })
      times.push(performance.now() - began)
      const body = buildBody(article.blocks)
      text = [article.title, article.byline, body.text].join('\n')
      pages = Math.max(1, body.html.split('<a class="page"').length - 1)
    }
    const ours = score(text, layout)
    all.ours.push(ours)
    all.perPage.push(percentile(times, 0.5) / pages)
    const row = [
      layout.name,
      String(pages),
      fixed(ours.f1),
      fixed(ours.order),
      fixed(ours.clean),
      (percentile(times, 0.5) / pages).toFixed(0)
    ]
    if (hasPoppler) {
      const began = performance.now()
      const peer = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })
      const took = performance.now() - began
      const theirs = score(peer.replace(/-\n(?=\p{Ll})/gu, ''), layout)
      all.theirs.push(theirs)
      all.theirPerPage.push(took / pages)
      row.push(fixed(theirs.f1), fixed(theirs.order), fixed(theirs.clean), (took / pages).toFixed(0))
    }
    rows.push(row)
  }
  const mean = (scores: Score[], of: keyof Score) =>
    fixed(scores.reduce((sum, one) => sum + one[of], 0) / scores.length)
  rows.push([
    'mean',
    '',
    mean(all.ours, 'f1'),
    mean(all.ours, 'order'),
    mean(all.ours, 'clean'),
    percentile(all.perPage, 0.5).toFixed(0),
    ...(hasPoppler
      ? [
          mean(all.theirs, 'f1'),
          mean(all.theirs, 'order'),
          mean(all.theirs, 'clean'),
          percentile(all.theirPerPage, 0.5).toFixed(0)
        ]
      : [])
  ])
  const peer = hasPoppler ? ['pdftotext F1', 'order', 'clean', 'ms/page'] : []
  table(['layout', 'pages', 'F1', 'order', 'clean', 'ms/page', ...peer], rows)
  if (!hasPoppler) console.log('pdftotext (poppler-utils) is not installed, so there is no peer in this run.')
  console.log(`Memory of this process: ${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MB`)

  await showPages()
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}

/** From the key to the first page on screen, cold (a new process) and once more; against the limit of a second. */
async function showPages(): Promise<void> {
  const { page } = app
  const file = join(folder, 'shown.pdf')
  const lines = Array.from(
    { length: 50 },
    (_, at) => `Line ${at} of a page that says little and says it quickly to whoever looks.`
  )
  writeFileSync(
    file,
    writePdf({
      info: { Title: 'Shown' },
      pages: Array.from({ length: 300 }, () => ({ texts: textLines(lines, { x: 60, y: 800 }) }))
    })
  )
  await ask(page, 'imports.files', { batchId: crypto.randomUUID(), paths: [file] })
  await page.getByRole('main').getByRole('button', { name: 'Shown', exact: true }).click()
  await page.locator('iframe[data-ready]').waitFor()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await page.waitForTimeout(500)
    times.push(
      await page.evaluate(async () => {
        const began = performance.now()
        document.querySelector<HTMLButtonElement>('button[aria-label^="Original pages"]')?.click()
        for (;;) {
          const image = document.querySelector<HTMLImageElement>('.original-page img')
          if (image?.complete && image.naturalWidth > 0) return performance.now() - began
          await new Promise((done) => requestAnimationFrame(done))
        }
      })
    )
    await page.keyboard.press('Shift+P')
  }
  const again = percentile(times.slice(1), 0.5)
  table(
    ['first page of 300 on screen', 'ms', 'of 1000 ms'],
    [
      ['cold: a new process', times[0]!.toFixed(0), fixed(times[0]! / 1000)],
      ['again (median)', again.toFixed(0), fixed(again / 1000)]
    ]
  )
}

function fixed(value: number): string {
  return value.toFixed(3)
}
