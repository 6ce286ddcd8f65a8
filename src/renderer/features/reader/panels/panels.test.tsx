import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { fakeBridge } from '../../../testing/fake-bridge.ts'
import { renderPart } from '../../../testing/render-part.tsx'
import { sampleHighlight } from '../../../testing/samples.ts'
import { HighlightList } from './HighlightList.tsx'
import { OutlinePanel } from './OutlinePanel.tsx'

const here = () => document.activeElement?.textContent ?? ''

it('the outline is one stop for Tab, and arrow keys walk its headings', async () => {
  fakeBridge({})
  const outline = ['One', 'Two', 'Three'].map((text, index) => ({
    level: 2,
    text,
    offset: 100 * (index + 1)
  }))
  const onGo = vi.fn()
  renderPart(<OutlinePanel title="Book" outline={outline} offset={0} onGo={onGo} />)
  const user = userEvent.setup()
  await user.tab()
  expect(here()).toBe('Book')
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(here()).toBe('Two')
  await user.keyboard('{End}{ArrowDown}{Enter}')
  expect(here()).toBe('Three')
  expect(onGo).toHaveBeenCalledWith(300)
  await user.tab()
  expect(document.activeElement).toBe(document.body)
})

it('arrow keys walk the highlights of the panel', async () => {
  fakeBridge({ 'extracts.ofArticle': [] })
  const highlights = ['alpha', 'beta', 'gamma'].map((exact, index) => sampleHighlight(index, { exact }))
  renderPart(
    <HighlightList
      highlights={highlights}
      chosen={undefined}
      doubtOf={() => undefined}
      onOpen={vi.fn()}
      onLink={vi.fn()}
    />
  )
  await screen.findByText('gamma')
  const user = userEvent.setup()
  await user.tab()
  expect(here()).toContain('alpha')
  await user.keyboard('{ArrowDown}')
  await waitFor(() => expect(here()).toContain('beta'))
  await user.keyboard('{End}')
  await waitFor(() => expect(here()).toContain('gamma'))
  await user.keyboard('{ArrowUp}')
  await waitFor(() => expect(here()).toContain('beta'))
})

it('Tab comes to the highlight that was chosen, goes through the links of its note, and out of the list', async () => {
  fakeBridge({ 'extracts.ofArticle': [] })
  const highlights = ['alpha', 'beta', 'gamma'].map((exact, index) =>
    sampleHighlight(index, { exact, note: `See [${exact} at sea](https://example.org)` })
  )
  renderPart(
    <HighlightList
      highlights={highlights}
      chosen={highlights[1]!.id}
      doubtOf={() => undefined}
      onOpen={vi.fn()}
      onLink={vi.fn()}
    />
  )
  await screen.findByText('gamma')
  const user = userEvent.setup()
  await user.tab()
  expect(here()).toContain('beta')
  await user.tab()
  expect(here()).toBe('beta at sea')
  await user.tab()
  expect(document.activeElement).toBe(document.body)
})
