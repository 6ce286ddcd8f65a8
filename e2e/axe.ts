import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds on the screen, in words that fit a line. */
export async function findings(page: Page, rules?: string[], part?: string): Promise<string[]> {
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
