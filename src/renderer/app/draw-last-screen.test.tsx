import { expect, it } from 'vitest'
import type { Output } from '../../shared/contract.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { sampleArticle, sampleSettings } from '../testing/samples.ts'
import { drawLastScreen } from './draw-last-screen.tsx'

const start = { language: 'en', isUpdating: false, trouble: null } as const
const first: Output<'app.firstScreen'> = {
  start,
  answers: {
    'settings.get': sampleSettings,
    'app.info': {
      version: '1',
      libraryPath: '/library',
      platform: 'linux',
      readOnly: false,
      isGreeting: false,
      locale: 'en'
    },
    'articles.counts': {
      all: 2,
      later: 2,
      reading: 0,
      finished: 0,
      starred: 0,
      extracts: 0,
      trashed: 0,
      highlights: 0
    },
    'tags.list': [{ tag: 'sea & <shore>', articleCount: 1, highlightCount: 0 }],
    'savedSearches.list': [],
    'notices.list': [],
    'articles.list': { total: 2, items: [sampleArticle(1), sampleArticle(2)] }
  }
}

it('draws the rows, lists and places of the first screen', async () => {
  // jsdom has no media.
  window.matchMedia = () => ({ matches: false }) as MediaQueryList
  fakeBridge({ 'app.firstScreen': first })
  const drawn = document.createElement('div')
  drawn.innerHTML = await drawLastScreen()
  expect([...drawn.querySelectorAll('main .row-title')].map((row) => row.textContent)).toEqual([
    'Article 1',
    'Article 2'
  ])
  expect(drawn.querySelector('nav [aria-current]')?.textContent).toBe('Library')
  expect(drawn.textContent).toContain('sea & <shore>')
})

it('draws nothing where there is no library', async () => {
  fakeBridge({ 'app.firstScreen': { start: { ...start, isUpdating: true }, answers: null } })
  expect(await drawLastScreen()).toBe('')
})
