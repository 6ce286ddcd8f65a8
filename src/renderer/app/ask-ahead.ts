import type { QueryClient } from '@tanstack/react-query'
import type { Start } from '../../shared/app.ts'
import type { Output } from '../../shared/contract.ts'
import { listQuestion, orderOf } from '../../shared/list-question.ts'
import { firstScreen, invoke } from '../lib/invoke.ts'
import { dataQuery } from '../lib/use-data.ts'
import { pageQuery } from '../lib/use-pages.ts'

/**
 * Takes what the first screen shows, which was asked for before this script was there, so that the screen is
 * drawn once and not again with every answer. Where one of the answers failed, each part asks for its own, and
 * says what is the matter with it.
 * @returns whether the library is open
 */
export async function askAhead(client: QueryClient): Promise<Start> {
  const first = await firstScreen().catch(() => undefined)
  return first ? takeFirstScreen(client, first) : invoke('app.start', {})
}

/** Keeps each of these answers where the part that shows it looks for it. @returns whether the library is open */
export function takeFirstScreen(client: QueryClient, { start, answers }: Output<'app.firstScreen'>): Start {
  if (!answers) return start
  const { 'articles.list': list, ...others } = answers
  for (const [method, answer] of Object.entries(others))
    client.setQueryData(dataQuery(method as keyof typeof others, {}).queryKey, answer)
  const question = listQuestion('all', undefined, undefined, '', orderOf('all', others['settings.get']))
  client.setQueryData(pageQuery('articles.list', question, 0).queryKey, list)
  return start
}
