import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, onTestFinished, vi } from 'vitest'
import { AppError } from '../../../../shared/errors.ts'
import { typedAhead } from '../../../lib/typed-ahead.ts'
import { fakeBridge } from '../../../testing/fake-bridge.ts'
import { renderPart } from '../../../testing/render-part.tsx'
import { sampleHighlight } from '../../../testing/samples.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { HighlightPopover } from './HighlightPopover.tsx'
import type { OpenHighlight } from './use-chosen-highlight.ts'

const highlight = sampleHighlight(1, { note: 'Mine', tags: ['sea'] })
const { id } = highlight
const frame = { rectOf: () => undefined, toWindow: (rect: DOMRect) => rect } as unknown as ReadingFrame

/** The popover over a library in which the highlight is (`stored`), or from which it goes with `remove`. */
function open(focus: OpenHighlight['focus'] = 'note') {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn()
  }))
  vi.stubGlobal('DOMRect', class {})
  let stored = true
  const library = fakeBridge({
    'tags.list': [],
    'extracts.ofArticle': [],
    'versions.places': [],
    'links.listTo': { total: 0, items: [] },
    'notes.keepDraft': null,
    'notes.save': ({ body }) => {
      if (!stored) throw new AppError('not-found', 'errors.library.noArticle')
      return { body, joined: false }
    },
    'highlights.create': () => {
      stored = true
      return { ...highlight, note: '', tags: [] }
    },
    'highlights.addTag': () => {
      if (!stored) throw new AppError('not-found', 'errors.library.noArticle')
      return null
    }
  })
  const onGone = vi.fn()
  let setGone: (gone: boolean) => void = () => {}
  const asked = { id, at: [id], focus }
  function Part() {
    const [isGone, set] = useState(false)
    setGone = set
    return (
      <HighlightPopover
        frame={frame}
        highlight={highlight}
        others={[highlight]}
        asked={asked}
        isGone={isGone}
        moved={0}
        canMerge={false}
        onSwitch={vi.fn()}
        onMerge={vi.fn()}
        onDelete={vi.fn()}
        onCard={vi.fn()}
        onExtract={vi.fn()}
        onGather={vi.fn()}
        onLink={vi.fn()}
        onClose={vi.fn()}
        onGone={onGone}
      />
    )
  }
  renderPart(<Part />)
  const remove = async () => {
    stored = false
    await waitFor(() => setGone(true))
  }
  return { library, onGone, remove }
}

it('brings a highlight back that was deleted while its note is written, with its tags and every letter', async () => {
  const { library, onGone, remove } = open()
  const note = await screen.findByRole('textbox', { name: 'Note on the highlight' })
  expect(document.activeElement).toBe(note)
  await userEvent.keyboard(' and')
  await remove()
  expect((await screen.findByRole('alert')).textContent).toMatch(/not in the library any more/)
  expect(onGone).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(note)
  await userEvent.keyboard(' more')
  expect(note).toHaveProperty('value', 'Mine and more')
  await screen.findByText('The highlight is back, with what you wrote')
  const { articleId, versionId, start, end, exact, color } = highlight
  expect(library.inputsOf('highlights.create')).toEqual([
    { id, articleId, versionId, start, end, exact, color }
  ])
  expect(library.inputsOf('highlights.addTag')).toEqual([{ highlightIds: [id], tag: 'sea' }])
  // Not joined with what is no longer there, which would cut the old words out of it.
  expect(library.inputsOf('notes.save').at(-1)).toMatchObject({ body: 'Mine and more' })
  expect(library.inputsOf('notes.save').at(-1)).not.toHaveProperty('base')
  expect(note).toHaveProperty('value', 'Mine and more')
})

it('brings it back for a tag, too, with the note it had', async () => {
  const { library, remove } = open('tags')
  const tags = await screen.findByRole('combobox', { name: 'Tags of the highlight' })
  await remove()
  await userEvent.type(tags, 'tide{Enter}')
  await screen.findByText('The highlight is back, with what you wrote')
  await waitFor(() =>
    expect(library.inputsOf('highlights.addTag').map((input) => (input as { tag: string }).tag)).toEqual([
      'tide',
      'sea',
      'tide'
    ])
  )
  expect(library.inputsOf('notes.save')).toMatchObject([{ body: 'Mine' }])
})

it('is closed when it is about nothing any more and nobody writes in it', async () => {
  const { onGone, remove } = open('color')
  await screen.findByRole('textbox', { name: 'Note on the highlight' })
  await remove()
  await waitFor(() => expect(onGone).toHaveBeenCalled())
})

it('a book that was pasted for the note is in it at once, behind what was typed before', async () => {
  const typed = vi.fn(() => true)
  document.execCommand = typed
  onTestFinished(() => void Reflect.deleteProperty(document, 'execCommand'))
  typedAhead.begin(true)
  typedAhead.onKey(new KeyboardEvent('keydown', { key: '!' }))
  const book = 'A line of it.\n'.repeat(10_000)
  typedAhead.onPaste(book)
  open()
  const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note on the highlight' })
  await waitFor(() => expect(note.value).toBe(`Mine!${book}`))
  // The browser would type it line by line.
  expect(typed).not.toHaveBeenCalled()
})
