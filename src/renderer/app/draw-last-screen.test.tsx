import { expect, it } from 'vitest'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { sampleArticle, sampleFirstAnswers } from '../testing/samples.ts'
import { drawLastScreen } from './draw-last-screen.tsx'

const start = { language: 'en', isUpdating: false, trouble: null } as const
const answers = sampleFirstAnswers([sampleArticle(1), sampleArticle(2)], {
  'tags.list': [{ tag: 'sea & <shore>', articleCount: 1, highlightCount: 0 }]
})

it('draws the rows, lists and places of the first screen', async () => {
  // jsdom has no media.
  window.matchMedia = () => ({ matches: false }) as MediaQueryList
  fakeBridge({ 'app.firstScreen': { start, answers } })
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
