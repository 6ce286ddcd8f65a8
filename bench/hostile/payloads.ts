import { existsSync, readFileSync } from 'node:fs'
import { hostileMarkup } from '../../src/main/import/fixtures/hostile-markup.ts'

export interface Payload {
  id: string
  markup: string
}

const corpus = new URL('../../../shared/data/xss/payloads.json', import.meta.url)

/** Whatever address a payload names, it names ours: what it would load from a stranger is asked of us. */
const addressed = (markup: string, canary: string) =>
  markup.replace(/(?:https?:)?\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/gi, canary)

/**
 * The public payloads when they lie beside the checkout, and our own in any case.
 * @param canary address of the server that must not be asked
 * @param share of the public ones, 0 to 1, evenly chosen
 */
export function payloads(canary: string, share: number): { list: Payload[]; isPublic: boolean } {
  const own = hostileMarkup(canary).map((markup, at) => ({ id: `own-${at + 1}`, markup }))
  if (!existsSync(corpus)) return { list: own, isPublic: false }
  const all = JSON.parse(readFileSync(corpus, 'utf8')) as { id: string; payload: string }[]
  const every = Math.max(1, Math.round(1 / share))
  const chosen = all
    .filter((_, at) => at % every === 0)
    .map(({ id, payload }) => ({ id, markup: addressed(payload, canary) }))
  return { list: [...chosen, ...own], isPublic: true }
}
