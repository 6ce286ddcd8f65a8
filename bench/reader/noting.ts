import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { testApp } from '../../src/main/testing/test-app.ts'
import { highlightColors } from '../../src/shared/highlights.ts'
import type { HighlightId, NoteId } from '../../src/shared/values.ts'
import { percentile } from '../search/collections.ts'
import { stopFrames, watchFrames } from '../window/frame-times.ts'
import { startReading, toLibrary } from './opening.ts'
import { type Goals, shown } from './print.ts'
import { markdown, type ReadingLibrary, spansFor, titleOfSize } from './reading-library.ts'

const NOTES = 1_000
const TITLE = `A book with ${NOTES} notes`
const STOPS = 12
const WHEEL_TURNS = 120
/** Notes more than this apart from a neighbour's edge do not touch, px. */
const TOUCH = 0.5

/**
 * A library with one book of 100,000 words and so many notes, a few lines each: every tenth ten places in a
 * row, so that there is a crowd, the others all over the text. Kept for the next run.
 */
async function notedLibrary(): Promise<ReadingLibrary['folder']> {
  const folder = resolve(import.meta.dirname, '../../out/bench/noted-library')
  const written = join(folder, 'written-1')
  if (existsSync(written)) return readFileSync(written, 'utf8')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  console.log('  writing the library that is read')
  const test = testApp({ folder, indexing: true })
  await test.add(markdown(titleOfSize('1k'), 1_000), 'short.md')
  const articleId = await test.add(markdown(TITLE, 100_000), 'book.md')
  for (const name of ['short.md', 'book.md']) rmSync(join(folder, name))
  const { version } = await test.call('reading.open', { articleId })
  const { text } = await test.call('reading.text', {
    versionId: version.id,
    start: 0,
    end: version.textLength
  })
  const spread = spansFor(text.length, NOTES * 0.9)
  const crowd = Array.from({ length: NOTES / 10 }, (_, at) => ({ start: 300 + at * 12, end: 308 + at * 12 }))
  for (const [at, { start, end }] of [...spread, ...crowd].entries()) {
    const highlightId = v7() as HighlightId
    await test.call('highlights.create', {
      id: highlightId,
      articleId,
      versionId: version.id,
      start,
      end,
      exact: text.slice(start, end),
      color: highlightColors[at % highlightColors.length]!
    })
    await test.call('notes.save', {
      id: v7() as NoteId,
      articleId,
      highlightId,
      body: `Note ${at}: ${text.slice(start, start + 40 + (at % 7) * 30)}`
    })
  }
  await test.app.search.caughtUp()
  await test.app.close()
  writeFileSync(written, folder)
  return folder
}

/** How the notes that are there stand: overlapping pairs, and how many are in the page at all. */
function look(page: Page): Promise<{ shown: number; overlaps: number }> {
  return page.evaluate((touch) => {
    const inside = document.querySelector('iframe')!.contentDocument!
    const boxes = [...inside.querySelectorAll('.margin-note')]
      .map((one) => one.getBoundingClientRect())
      .sort((a, b) => a.top - b.top)
    const overlaps = boxes.filter((box, at) => at > 0 && box.top < boxes[at - 1]!.bottom - touch).length
    return { shown: boxes.length, overlaps }
  }, TOUCH)
}

/** Notes in the margin of a book: when they are there, whether they keep apart, and what scrolling costs. */
export async function measureNoting(goals: Goals): Promise<void> {
  const app = await startReading({ folder: await notedLibrary() })
  const { page } = app
  try {
    await page.setViewportSize({ width: 1500, height: 900 }).catch(() => {})
    await page.getByRole('button', { name: TITLE, exact: true }).click()
    const first = await page.evaluate(async () => {
      const begun = performance.now()
      for (;;) {
        await new Promise((done) => requestAnimationFrame(done))
        const inside = document.querySelector('iframe')?.contentDocument
        if (inside?.querySelector('.margin-note')) return performance.now() - begun
        if (performance.now() - begun > 30_000) throw new Error('No note stands in the margin')
      }
    })
    let most = 0
    let overlaps = 0
    for (let stop = 0; stop < STOPS; stop++) {
      await page.evaluate((part) => {
        const view = document.querySelector('iframe')!.contentWindow!
        view.scrollTo(0, view.document.documentElement.scrollHeight * part)
      }, stop / STOPS)
      await page.waitForTimeout(500)
      const seen = await look(page)
      most = Math.max(most, seen.shown)
      overlaps += seen.overlaps
    }
    const input = await page.context().newCDPSession(page)
    await watchFrames(page)
    for (let turn = 0; turn < WHEEL_TURNS; turn++) {
      const wheel = { type: 'mouseWheel', x: 500, y: 400, deltaX: 0, deltaY: turn < 60 ? -120 : 120 } as const
      await input.send('Input.dispatchMouseEvent', wheel)
      await page.waitForTimeout(40)
    }
    const { gaps } = await stopFrames(page)
    console.log(
      `\n${NOTES} notes beside 100,000 words: the first stand there ${shown(first)} ms after the press; of all, at most ${most} are in the page; while scrolling, p95 of a frame ${shown(percentile(gaps, 0.95))} ms, worst ${shown(Math.max(...gaps))}.`
    )
    goals.check(`notes that overlap at ${STOPS} places`, overlaps, 0, 'notes')
    goals.check('notes in the page at once', most, NOTES / 4, 'notes')
    goals.check('p95 of a frame beside notes', Math.round(percentile(gaps, 0.95) / (1000 / 60)), 2, 'frames')
    await toLibrary(page)
  } finally {
    await app.close()
  }
}
