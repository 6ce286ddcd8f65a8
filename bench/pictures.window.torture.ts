/**
 * Damaged pictures of every kind that Chromium decodes, shown in the real app:
 *   npm run torture -- pictures [damaged copies of each, 300 by default] [seed]
 * Each is imported with a page and decoded in the article's frame, and all of them once more beside it, as if none had
 * been left out by the import. The window must not die of one, nor hold anybody up.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { startApp } from '../e2e/app.ts'
import { ask } from '../e2e/bridge.ts'
import { applyEdits, edits } from '../src/main/testing/fuzz/mutate-bytes.ts'
import { beginTasks, longestTasks } from './pauses/longest-task.ts'
import { soundPictures } from './pictures/sound-pictures.ts'
import { showArticle } from './window/show-article.ts'

const copies = Number(process.argv[2] ?? 300)
const seed = Number(process.argv[3] ?? 1)
/** Of the processor's time in the window, milliseconds. */
const MOST = 200
/** Pictures to a page. */
const TOGETHER = 50
const PATIENCE = 60_000

const folder = mkdtempSync(join(tmpdir(), 'lectern-pictures-'))
const app = await startApp({ folder })
let crashes = 0
app.page.on('crash', () => crashes++)
await app.page.getByRole('main').waitFor({ timeout: PATIENCE })

/**
 * Decodes the pictures of the article that is open, and those that are given, by the same decoders: the article's
 * frame shows none that did not come through the import. How many could be.
 */
const decode = (given: readonly { type: string; base64: string }[]) =>
  app.page.evaluate(async (pictures) => {
    const inside = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!.contentDocument!
    const couldBe = (decoding: Promise<unknown>) =>
      decoding.then(
        () => true,
        () => false
      )
    const shown = [...inside.images].map((image) => {
      image.loading = 'eager'
      return couldBe(image.decode())
    })
    const beside = pictures.map(({ type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      return couldBe(createImageBitmap(new Blob([bytes], { type })))
    })
    const count = async (all: Promise<boolean>[]) => (await Promise.all(all)).filter(Boolean).length
    return { kept: shown.length, ofKept: await count(shown), ofGiven: await count(beside) }
  }, given)

let wrong = 0
let pages = 0
for (const { kind, type, base64 } of soundPictures) {
  const sound = Buffer.from(base64, 'base64')
  const damaged = fc
    .sample(edits(['IHDR', 'VP8X', 'mdat', 'NETSCAPE2.0']), { numRuns: copies, seed })
    .map((done) => Buffer.from(applyEdits(sound, done)))
  const total = { given: 0, kept: 0, ofKept: 0, ofGiven: 0 }
  await beginTasks(app.electron)
  for (let from = 0; from < damaged.length; from += TOGETHER) {
    // The sound one leads, to see that it is seen.
    const given = [sound, ...damaged.slice(from, from + TOGETHER)].map((bytes) => ({
      type,
      base64: bytes.toString('base64')
    }))
    const title = `Pictures ${++pages}`
    const path = join(folder, `${title}.html`)
    const images = given.map(
      (one, at) => `<p>Picture ${at} of ${title}.</p><img src="data:${type};base64,${one.base64}">`
    )
    writeFileSync(
      path,
      `<!doctype html><title>${title}</title><article><h1>${title}</h1>${images.join('\n')}</article>`
    )
    const batchId = crypto.randomUUID()
    const { results } = await ask(app.page, 'imports.files', { batchId, paths: [path] })
    const articleId = results[0]?.articleId
    if (!articleId) {
      console.log(`    ${kind}: ${results[0]?.message}`)
      wrong++
      continue
    }
    const before = crashes
    try {
      await showArticle(app, articleId, PATIENCE)
      const found = await decode(given)
      if (found.ofGiven === 0) {
        console.log(`    ${kind}: not even the sound one was decoded`)
        wrong++
      }
      total.given += given.length
      total.kept += found.kept
      total.ofKept += found.ofKept
      total.ofGiven += found.ofGiven
    } catch (error) {
      if (crashes === before) throw error
      console.log(`    ${kind}: the window died of page ${pages}`)
      // It comes back by itself.
      await app.page.getByRole('main').waitFor({ timeout: PATIENCE })
    }
  }
  const busy = (await longestTasks(app.electron)).window.work
  if (busy > MOST) wrong++
  console.log(
    `  ${kind}: ${total.given} given, ${total.ofGiven} of them decoded; ${total.kept} kept by the import, ${total.ofKept} of them decoded; window busy for at most ${Math.round(busy)} ms`
  )
}
const isAnswering = (await ask(app.page, 'articles.counts', {})).all >= pages - wrong
console.log(
  `${pages} pages of pictures, ${crashes} deaths of the window, ${wrong} things wrong, the app ${isAnswering ? 'answers' : 'IS SILENT'}`
)
await app.close()
rmSync(folder, { recursive: true, force: true })
process.exit(crashes === 0 && wrong === 0 && isAnswering ? 0 : 1)
