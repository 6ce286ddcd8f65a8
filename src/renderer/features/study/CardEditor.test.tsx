import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { CardDraft } from '../../../shared/cards.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { CardEditor } from './CardEditor.tsx'

const nothing = () => {}

it('has what was typed before the window went, keeps every word with main, and forgets it once it is a card', async () => {
  let kept: CardDraft | null = {
    kind: 'question',
    front: 'Who keeps',
    back: '',
    picture: null,
    tags: ['exam']
  }
  const { inputsOf } = fakeBridge({
    'tags.list': [],
    'cards.draft': () => kept,
    'cards.keepDraft': ({ draft }) => {
      kept = draft
      return null
    },
    'cards.create': []
  })
  const user = userEvent.setup()
  const first = renderPart(<CardEditor task={{ kind: 'free' }} onClose={nothing} />)
  const question = await screen.findByDisplayValue('Who keeps')
  await user.click(question)
  await user.keyboard(' the book?')
  await waitFor(() => expect(kept?.front).toBe('Who keeps the book?'))
  await user.click(screen.getByRole('textbox', { name: 'Answer' }))
  await user.keyboard('Ines')
  // The window is closed, or the form is, before it was time: kept all the same.
  window.dispatchEvent(new Event('pagehide'))
  expect(kept).toMatchObject({ back: 'Ines', tags: ['exam'] })
  await user.keyboard('!')
  first.unmount()
  expect(kept).toMatchObject({ back: 'Ines!' })

  renderPart(<CardEditor task={{ kind: 'free' }} onClose={nothing} />)
  await screen.findByDisplayValue('Ines!')
  await user.click(screen.getByRole('button', { name: 'Make the card' }))
  await waitFor(() => expect(kept).toBeNull())
  expect(inputsOf('cards.create')[0]).toMatchObject({ front: 'Who keeps the book?', back: 'Ines!' })
})

it('says that a text is too long for a card, before anything is asked of the library', async () => {
  const { inputsOf } = fakeBridge({ 'tags.list': [], 'cards.draft': null, 'cards.keepDraft': null })
  const user = userEvent.setup()
  renderPart(<CardEditor task={{ kind: 'free' }} onClose={nothing} />)
  await user.click(screen.getByRole('textbox', { name: 'Question' }))
  await user.paste('q'.repeat(100_001))
  await user.click(screen.getByRole('textbox', { name: 'Answer' }))
  await user.paste('a')
  await user.click(screen.getByRole('button', { name: 'Make the card' }))
  expect(screen.getByRole('alert').textContent).toBe(
    'This text is longer than a card may be (100,000 characters). Shorten it, or make several cards of it.'
  )
  expect(inputsOf('cards.create')).toEqual([])
})
