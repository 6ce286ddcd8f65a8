import { expect, it } from 'vitest'
import { listQuestion, orderOf } from '../../shared/list-question.ts'
import { Settings } from '../../shared/settings.ts'
import { createQueryClient } from '../lib/query-client.ts'
import { pageQuery } from '../lib/use-pages.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { sampleArticle, sampleFirstAnswers } from '../testing/samples.ts'
import { askAhead } from './ask-ahead.ts'

const start = { language: 'en', isUpdating: false, trouble: null } as const
const settings = Settings.parse({ librarySort: 'title', librarySortDescending: false })
const answers = sampleFirstAnswers([sampleArticle(1)], {
  'settings.get': settings,
  'tags.list': [{ tag: 'sea', articleCount: 1, highlightCount: 0 }]
})

it('keeps every answer where the part that shows it looks for it, and asks nothing more', async () => {
  const main = fakeBridge({}, { start, answers })
  const client = createQueryClient()
  expect(await askAhead(client)).toEqual(start)
  const { 'articles.list': list, ...others } = answers
  for (const [method, answer] of Object.entries(others))
    expect(client.getQueryData([method, {}]), method).toEqual(answer)
  const question = listQuestion('all', undefined, undefined, '', orderOf('all', settings))
  expect(client.getQueryData(pageQuery('articles.list', question, 0).queryKey)).toEqual(list)
  expect(main.calls).toEqual([])
})

it('keeps nothing where no library is open, and asks whether one is where the first answer failed', async () => {
  const main = fakeBridge({ 'app.start': { ...start, isUpdating: true } })
  const client = createQueryClient()
  expect(await askAhead(client)).toEqual({ ...start, isUpdating: true })
  expect(main.calls.map((call) => call.method)).toEqual(['app.start'])
  fakeBridge({}, { start: { ...start, isUpdating: true }, answers: null })
  expect(await askAhead(client)).toEqual({ ...start, isUpdating: true })
  expect(client.getQueryCache().getAll()).toEqual([])
})
