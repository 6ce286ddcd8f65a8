import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Waits for what is on its way to its place or its colour: a colour on its way has no contrast to speak of. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    // What was changed begins to move with the frame that shows it.
    await frame()
    await frame()
    const passing = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(passing.map((one) => one.finished))
  })
}

/** What axe finds on the screen when it stands still, in words that fit a line. */
export async function findings(page: Page, rules?: string[], part?: string): Promise<string[]> {
  await stillness(page)
  // Legacy mode, because an Electron app has no other page for axe to finish its report in.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (part) axe.include(part)
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.flatMap((one) =>
    one.nodes.map(
      (node) =>
        `${one.id}: ${node.target.join(' ')} ${node.failureSummary?.replaceAll('\n', ' ').slice(0, 200)}`
    )
  )
}
