import { act, screen } from '@testing-library/react'
import { type RefObject, useState } from 'react'
import { expect, it, onTestFinished } from 'vitest'
import type { ArticleId } from '../../../shared/values.ts'
import { setMessageLanguage } from '../../lib/messages.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleArticle } from '../../testing/samples.ts'
import { ArticleList } from './ArticleList.tsx'

const actions = { star: () => {}, menu: () => [] }
const none: ReadonlySet<ArticleId> = new Set()

/** A list whose row at work is set from outside; `reads` counts how often the third article's title was looked at. */
function show() {
  let reads = 0
  const third = sampleArticle(3)
  Object.defineProperty(third, 'title', { get: () => `Article ${++reads && 3}` })
  const articles = [sampleArticle(1), sampleArticle(2), third]
  const answered = { current: 0 } satisfies RefObject<number>
  let go = (_index: number) => {}
  function Part() {
    const [active, setActive] = useState(0)
    go = setActive
    return (
      <ArticleList
        label="All"
        question="all"
        total={3}
        itemAt={(index) => articles[index]}
        active={active}
        selected={none}
        actions={actions}
        focusRequest={0}
        answered={answered}
        onRange={() => {}}
        onPoint={() => {}}
        onWalk={() => {}}
        onOpen={() => {}}
      />
    )
  }
  fakeBridge({})
  renderPart(<Part />)
  return { reads: () => reads, go: (index: number) => act(() => go(index)) }
}

it('draws a row again for what it shows and for another language, and not for the row beside it', async () => {
  const { reads, go } = show()
  const drawn = reads()
  expect(drawn).toBeGreaterThan(0)
  go(1)
  expect(reads()).toBe(drawn)
  go(2)
  expect(reads()).toBeGreaterThan(drawn)

  expect(screen.queryByRole('button', { name: 'More for Article 1' })).not.toBeNull()
  onTestFinished(() => setMessageLanguage('en'))
  await act(() => setMessageLanguage('de'))
  expect(screen.queryByRole('button', { name: 'More for Article 1' })).toBeNull()
})
