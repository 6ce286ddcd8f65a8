import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { QueueItem } from '../../../shared/queue.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { QueuePage } from './QueuePage.tsx'

const TOTAL = 530
const item = (number: number): QueueItem => ({
  articleId: `article-${number}` as ArticleId,
  title: `Title ${number}`,
  source: '',
  language: 'en',
  wordCount: 100,
  progress: 0,
  extractOf: null,
  priority: 'normal',
  dueIn: number,
  interval: 1,
  visits: 0,
  laterIn: 2,
  postponedIn: 1
})

it('shows every article that comes back, a hundred more at a time', async () => {
  fakeBridge({
    'queue.list': ({ page }) => ({
      total: TOTAL,
      items: Array.from({ length: Math.min(page.limit, TOTAL - page.offset) }, (_, at) =>
        item(page.offset + at)
      )
    })
  })
  renderPart(<QueuePage work={{} as never} onRead={() => {}} />)
  const rows = () => [...document.querySelectorAll('.title-row-title')].map((title) => title.textContent)
  await screen.findByText('Title 0')
  expect(rows()).toHaveLength(100)
  for (let shown = 200; shown < TOTAL + 100; shown += 100) {
    fireEvent.click(screen.getByText('More'))
    await waitFor(() => expect(rows()).toHaveLength(Math.min(shown, TOTAL)))
  }
  expect(rows()).toEqual(Array.from({ length: TOTAL }, (_, at) => `Title ${at}`))
  expect(screen.queryByText('More')).toBeNull()
})
