import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type RunningApp, startApp } from '../../e2e/app.ts'
import { ask } from '../../e2e/bridge.ts'
import { percentile, table } from '../search/collections.ts'
import { stopFrames, watchFrames } from '../window/frame-times.ts'
import { type Opening, openAndWatch } from './open-article.ts'
import { startPeer, windowMemory } from './peer-app.ts'
import { type Goals, median, shown } from './print.ts'
import { type ReadingLibrary, type SizeName, sizeNames, titleOfSize } from './reading-library.ts'

/** A frame at 60 a second, ms. */
const FRAME = 1000 / 60
/** Where the first line that is read stands (READING_LINE in src/renderer/features/reader/page/reading-frame.ts). */
const READING_LINE = 72
const WHEEL_TURNS = 150
/** Pixels of one turn, as most wheels have it. */
const WHEEL_STEP = 120
const WHEEL_PACE = 40

export async function startReading(library: Pick<ReadingLibrary, 'folder'>): Promise<RunningApp> {
  const home = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
  const app = await startApp({ folder: home, env: { LECTERN_LIBRARY: library.folder } })
  const close = app.close
  app.close = async () => {
    await close()
    rmSync(home, { recursive: true, force: true })
  }
  await toLibrary(app.page)
  return app
}

export async function toLibrary(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentWindow
    const key = { key: '1', code: 'Digit1', ctrlKey: true, bubbles: true }
    ;(frame ?? window).document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await page.getByRole('button', { name: titleOfSize('1k'), exact: true }).waitFor({ timeout: 60_000 })
  // What leaving the article still does must not count.
  await page.waitForTimeout(400)
}

export const savePosition = (page: Page, library: ReadingLibrary, title: string, offset: number) =>
  ask(page, 'reading.savePosition', {
    articleId: library.articles[title]!.id,
    versionId: library.articles[title]!.versionId,
    offset,
    progress: offset === 0 ? 0 : 0.9
  })

/** Turns the wheel over the article and watches the frames. */
async function scroll(page: Page): Promise<number[]> {
  const input = await page.context().newCDPSession(page)
  await watchFrames(page)
  for (let turn = 0; turn < WHEEL_TURNS; turn++) {
    await input.send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x: 600,
      y: 400,
      deltaX: 0,
      deltaY: WHEEL_STEP
    })
    await page.waitForTimeout(WHEEL_PACE)
  }
  const { gaps } = await stopFrames(page)
  await input.detach()
  return gaps
}

/** Opening articles of every size, scrolling and coming back, beside plain pages in a bare window. */
export async function measureOpening(library: ReadingLibrary, rounds: number, goals: Goals): Promise<void> {
  const app = await startReading(library)
  const peer = await startPeer(library.folder)
  const perSize = () => Object.fromEntries(sizeNames.map((size): [string, Opening[]] => [size, []]))
  const ours = perSize()
  const theirs = perSize()
  const openOurs = async (size: SizeName) => {
    const title = titleOfSize(size)
    await savePosition(app.page, library, title, 0)
    const opening = await openAndWatch(app.page, {
      title,
      sections: library.articles[title]!.sections
    })
    return opening
  }
  const openPlain = (size: SizeName) =>
    openAndWatch(peer.page, {
      address: `/page/${library.articles[titleOfSize(size)]!.id}`,
      sections: 1
    })
  try {
    await openOurs('1k')
    await toLibrary(app.page)
    await openPlain('1k')
    await openPlain('10k')
    for (let round = 0; round < rounds; round++) {
      for (const size of sizeNames) {
        ours[size]!.push(await openOurs(size))
        await toLibrary(app.page)
        // The plain page is slow; what it takes is no goal, so once is enough for the large ones.
        if (round === 0 || size === '1k' || size === '10k') {
          theirs[size]!.push(await openPlain(size))
          await peer.page.waitForTimeout(200)
        }
      }
    }
    const at = (openings: Opening[], what: 'painted' | 'whole') => median(openings.map((one) => one[what]))
    const limit = at(theirs['1k']!, 'painted')
    console.log(
      `\nOpening an article: ms from the press to the words on screen, and to the last section in the page; medians of ${rounds}. The limit is a plain page of 1k words in a bare window: ${shown(limit)} ms.`
    )
    table(
      ['words', 'first paint', 'of the limit', 'all there', 'plain: first paint', 'plain: all there'],
      sizeNames.map((size) => [
        size,
        shown(at(ours[size]!, 'painted')),
        `${(at(ours[size]!, 'painted') / limit).toFixed(2)} x`,
        shown(at(ours[size]!, 'whole')),
        shown(at(theirs[size]!, 'painted')),
        shown(at(theirs[size]!, 'whole'))
      ])
    )
    for (const size of sizeNames)
      goals.check(`first paint of ${size} words`, at(ours[size]!, 'painted'), 2 * limit, 'ms')
    goals.check('all sections in place at 1M', at(ours['1M']!, 'whole'), 500, 'ms')

    // Memory and scrolling, both with the whole million in the page, in windows that have shown nothing else.
    await app.restart()
    await toLibrary(app.page)
    await openOurs('1M')
    await app.page.waitForTimeout(2000)
    const ourMemory = await windowMemory(app.electron)
    const ourFrames = await scroll(app.page)
    await toLibrary(app.page)
    await peer.restart()
    await openPlain('1M')
    await peer.page.waitForTimeout(2000)
    const theirMemory = await windowMemory(peer.electron)
    const theirFrames = await scroll(peer.page)
    console.log(
      `\nA million words open: the window's memory ${shown(ourMemory)} MB, as a plain page ${shown(theirMemory)} MB (${(ourMemory / theirMemory).toFixed(2)} x). While scrolling, p95 of a frame ${shown(percentile(ourFrames, 0.95))} ms, worst ${shown(Math.max(...ourFrames))}; plain ${shown(percentile(theirFrames, 0.95))} ms, worst ${shown(Math.max(...theirFrames))}.`
    )
    goals.check('memory at 1M against half of the plain page', ourMemory, theirMemory / 2, 'MB')
    // Gaps are whole frames, give or take what the clock rounds.
    goals.check(
      'p95 of a frame while scrolling',
      Math.round(percentile(ourFrames, 0.95) / FRAME),
      2,
      'frames'
    )

    await measureReturning(app, library, rounds, goals)
  } finally {
    await peer.close()
    await app.close()
  }
}

async function measureReturning(app: RunningApp, library: ReadingLibrary, rounds: number, goals: Goals) {
  const title = titleOfSize('1M')
  const { late, sections } = library.articles[title]!
  const times: number[] = []
  const offs: number[] = []
  let line = 0
  for (let round = 0; round < rounds; round++) {
    await savePosition(app.page, library, title, late.offset)
    const opening = await openAndWatch(app.page, {
      title,
      sections,
      paragraph: { ...late, place: READING_LINE },
      linger: 1500
    })
    line = opening.line
    const { track } = opening
    const lastOff = track.findLastIndex(({ off }) => Math.abs(off) > line)
    times.push(track[lastOff + 1]?.at ?? Number.POSITIVE_INFINITY)
    offs.push(Math.abs(track.at(-1)?.off ?? Number.POSITIVE_INFINITY))
    await toLibrary(app.page)
  }
  console.log(
    `\nComing back to a place at 90 % of a million words: within one line (${shown(line)} px) for good after ${shown(median(times))} ms (worst ${shown(Math.max(...times))}), and in the end ${shown(Math.max(...offs))} px from the exact place.`
  )
  goals.check('back at the place', median(times), 300, 'ms')
  goals.check('off the line in the end', Math.max(...offs), line, 'px')
}
