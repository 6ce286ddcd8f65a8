import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleHighlight } from '../../testing/samples.ts'
import { NoteDialog, TagsDialog } from './EditHighlights.tsx'
import type { Chosen } from './use-highlight-selection.ts'
import { useHighlightWork } from './use-highlight-work.ts'

function Shown(props: { chosen: Chosen; onClose(): void }) {
  return <TagsDialog {...props} work={useHighlightWork()} />
}

function show(chosen: Chosen) {
  const bridge = fakeBridge({
    'tags.ofHighlights': [
      { tag: 'sea', count: 3 },
      { tag: 'ice', count: 1 }
    ],
    'tags.list': [],
    'highlights.changeAll': { count: 3, isWhole: true }
  })
  const onClose = vi.fn()
  renderPart(<Shown chosen={chosen} onClose={onClose} />)
  return { ...bridge, onClose, user: userEvent.setup() }
}

const except = ['00000000-0000-7000-8000-000000000001' as HighlightId]

it('shows the tags of all that is chosen, and on how many of them each is, and takes one off', async () => {
  const chosen: Chosen = { kind: 'all', filter: { color: 'green' }, except, count: 3 }
  const { user, inputsOf, onClose } = show(chosen)
  const dialog = await screen.findByRole('dialog', { name: 'Tag 3 highlights' })
  const tags = await within(dialog).findAllByRole('listitem')
  expect(tags.map(({ textContent }) => textContent)).toEqual(['sea', 'ice1 of 3'])
  expect(inputsOf('tags.ofHighlights')).toEqual([{ filter: { color: 'green' }, except }])
  await user.click(within(dialog).getByRole('button', { name: 'Remove tag ice' }))
  expect(inputsOf('highlights.changeAll')).toEqual([
    { filter: { color: 'green' }, except, change: { kind: 'removeTag', tag: 'ice' } }
  ])
  expect(onClose).not.toHaveBeenCalled()
})

it('closes when the tag by which all were chosen is taken off, since nothing else would reach them', async () => {
  const { user, onClose } = show({ kind: 'all', filter: { tag: 'sea' }, except: [], count: 3 })
  await user.click(await screen.findByRole('button', { name: 'Remove tag sea' }))
  expect(onClose).toHaveBeenCalledOnce()
})

it('keeps a note that is written on a highlight which was deleted elsewhere', async () => {
  let stored = false
  const highlight = {
    ...sampleHighlight(1, { note: 'Mine' }),
    articleTitle: '',
    articleByline: '',
    verdict: null
  }
  const { inputsOf } = fakeBridge({
    'notes.keepDraft': null,
    'notes.save': ({ body }) => {
      if (!stored) throw new AppError('not-found', 'errors.library.noArticle')
      return { body, joined: false }
    },
    'highlights.create': () => {
      stored = true
      return { ...highlight, note: '' }
    }
  })
  const onClose = vi.fn()
  renderPart(<NoteDialog highlight={highlight} onClose={onClose} />)
  await userEvent.keyboard(' and more{Control>}{Enter}{/Control}')
  await screen.findByText('The highlight is back, with what you wrote')
  expect(inputsOf('highlights.create')).toMatchObject([{ id: highlight.id, start: 4, end: 9, color: 'blue' }])
  expect(inputsOf('notes.save').at(-1)).toMatchObject({ body: 'Mine and more' })
})
