import { act } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { NavigationProvider, useNavigation } from './navigation.tsx'

it('goes back from an article to where one came from, however many of its passages one was led to', () => {
  fakeBridge({ 'reading.open': () => new Promise<never>(() => {}) })
  let way: ReturnType<typeof useNavigation> | undefined
  const Walker = () => {
    way = useNavigation()
    return null
  }
  renderPart(
    <NavigationProvider>
      <Walker />
    </NavigationProvider>
  )
  const articleId = 'a' as ArticleId
  const target = { kind: 'highlight', highlightId: 'h' as HighlightId } as const
  act(() => way!.go({ name: 'highlights' }))
  act(() => way!.go({ name: 'reader', articleId }))
  act(() => way!.go({ name: 'reader', articleId, target }))
  expect(way!.place).toEqual({ name: 'reader', articleId, target })
  act(() => way!.go({ name: 'reader', articleId: 'b' as ArticleId }))
  act(() => way!.back())
  expect(way!.place).toEqual({ name: 'reader', articleId, target })
  act(() => way!.back())
  expect(way!.place).toEqual({ name: 'highlights' })
})
