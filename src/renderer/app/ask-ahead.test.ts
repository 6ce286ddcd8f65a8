import { expect, it } from 'vitest'
import type { Output } from '../../shared/contract.ts'
import { listQuestion } from '../../shared/list-question.ts'
import { Settings } from '../../shared/settings.ts'
import { createQueryClient } from '../lib/query-client.ts'
import { pageQuery } from '../lib/use-pages.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { askAhead } from './ask-ahead.ts'

const start = { language: 'en', isUpdating: false, trouble: null } as const
const settings = Settings.parse({ librarySort: 'title', librarySortDescending: false })
const answers: Output<'app.firstScreen'>['answers'] = {
  'settings.get': settings,
  'app.info': {
    version: '1',
    libraryPath: '/library',
    platform: 'linux',
    readOnly: false,
    isGreeting: false,
    locale: 'en'
  },
  'articles.counts': {
    all: 3,
    later: 3,
    reading: 0,
    finished: 0,
    starred: 0,
    extracts: 0,
    trashed: 0,
    highlights: 0
  },
  'tags.list': [{ tag: 'sea', articleCount: 1, highlightCount: 0 }],
  'savedSearches.list': [],
  'notices.list': [],
  'articles.list': { total: 3, items: [] }
}

it('keeps every answer where the part that shows it looks for it, and asks nothing more', async () => {
  const main = fakeBridge({}, { start, answers })
  const client = createQueryClient()
  expect(await askAhead(client)).toEqual(start)
  const { 'articles.list': list, ...others } = answers!
  for (const [method, answer] of Object.entries(others))
    expect(client.getQueryData([method, {}]), method).toEqual(answer)
  const question = listQuestion('all', undefined, undefined, '', settings)
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
