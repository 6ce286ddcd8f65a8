import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const title = 'Harbour town counts its lanterns again'

interface Report {
  violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
  passes: { id: string }[]
}

test('axe finds nothing in the article itself, in any theme', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.isSettled()
  await library.read(app.electron, join(import.meta.dirname, 'fixtures/harbour.txt'), title)

  // The frame runs no scripts; the debugger's own world beside it may, on the same elements and styles.
  const cdp = await page.context().newCDPSession(page)
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const frame = frameTree.childFrames?.find(({ frame: { url } }) => url.includes('/read/'))
  expect(frame, 'the frame of the article').toBeDefined()
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', { frameId: frame!.frame.id })
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      returnByValue: true
    })
    expect(exceptionDetails).toBeUndefined()
    return result.value as unknown
  }
  // Where no script runs, no timer fires: what axe puts off is done by the next question.
  await evaluate(
    'window.later = []; window.setTimeout = (f, _, ...given) => later.push(() => f(...given)); 0'
  )
  await evaluate(`${axe}; 0`)
  const run = async () => {
    await evaluate(
      'window.report = undefined; axe.run(document, (error, report) => { window.report = error ? String(error) : report }); 0'
    )
    await expect
      .poll(() => evaluate('for (const one of later.splice(0)) one(); window.report !== undefined'), {
        timeout: 8000
      })
      .toBe(true)
    return (await evaluate(
      'typeof report === "string" ? report : ({ violations: report.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) })), passes: report.passes.map(({ id }) => ({ id })) })'
    )) as Report
  }

  const found: Record<string, string[]> = {}
  for (const theme of ['light', 'sepia', 'dark', 'black']) {
    await runCommand(page, `Theme: ${theme}`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(reader.article.locator('html')).toHaveAttribute('data-theme', theme)
    const { violations, passes } = await run()
    // Contrast is what a theme can break; a run that could not measure it has shown nothing.
    expect(passes.map(({ id }) => id)).toContain('color-contrast')
    const list = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.slice(0, 200)}`)
    )
    if (list.length > 0) found[theme] = list
  }
  expect(found).toEqual({})
})
