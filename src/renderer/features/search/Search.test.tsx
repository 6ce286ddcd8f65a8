import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import type { SearchAnswer, SearchHit } from '../../../shared/search.ts'
import type { HighlightId } from '../../../shared/values.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleArticle } from '../../testing/samples.ts'
import { Search } from './Search.tsx'

const hit: SearchHit = {
  kind: 'article',
  articleId: sampleArticle(1).id,
  articleTitle: 'A quiet room',
  notebookId: null,
  highlightId: null,
  color: null,
  score: 2,
  snippet: 'the <b>room</b> grew quiet around him',
  marks: [[21, 26]],
  titleMarks: [[2, 7]],
  occurrences: [
    { start: 90, end: 95 },
    { start: 10, end: 15 }
  ],
  tags: []
}
const note: SearchHit = {
  ...hit,
  kind: 'note',
  articleId: sampleArticle(2).id,
  highlightId: sampleArticle(9).id as string as HighlightId,
  snippet: 'quiet, again',
  marks: [],
  occurrences: []
}

function show(
  answer: Partial<SearchAnswer> | ((limit: number | undefined) => SearchHit[]),
  visit = {},
  typed = ''
) {
  const none: SearchAnswer = { hits: [], cut: false, corrected: null, pending: 0, tookMs: 1 }
  const bridge = fakeBridge({
    'tags.list': [{ tag: 'far away', articleCount: 2, highlightCount: 0 }],
    'search.status': { state: 'ready', pending: 0, indexed: 2 },
    'search.query': ({ limit }) =>
      typeof answer === 'function' ? { ...none, hits: answer(limit) } : { ...none, ...answer }
  })
  const opened: { id: string; target: ReaderTarget | undefined }[] = []
  const [back, kept] = [[] as string[], [] as string[]]
  const Place = () => {
    const [query, setQuery] = useState(typed)
    return (
      <Search
        query={query}
        visit={visit}
        onQuery={setQuery}
        onBack={() => back.push(query)}
        onSave={(saved) => kept.push(saved)}
        onOpenNotebook={() => {}}
        onOpen={(id, target) => opened.push({ id, target })}
      />
    )
  }
  const { unmount } = renderPart(<Place />)
  return { ...bridge, unmount, opened, back, kept, user: userEvent.setup() }
}

describe('Search', () => {
  it('marks the words and takes nothing in a snippet for markup', async () => {
    const { user } = show({ hits: [hit] })
    await user.type(screen.getByRole('combobox'), 'quiet')
    const option = await screen.findByRole('option')
    expect([...option.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['quiet', 'quiet'])
    expect(option.querySelector('b')).toBeNull()
    expect(option.textContent).toContain('the <b>room</b> grew quiet')
  })

  it('lands on the best passage, counted in the order of the text', async () => {
    const { user, opened } = show({ hits: [hit, note] })
    await user.type(screen.getByRole('combobox'), 'quiet')
    await screen.findAllByRole('option')
    await user.keyboard('{Enter}')
    expect(opened[0]).toEqual({
      id: hit.articleId,
      target: {
        kind: 'occurrences',
        occurrences: [
          { start: 10, end: 15 },
          { start: 90, end: 95 }
        ],
        index: 1,
        query: 'quiet'
      }
    })
    await user.keyboard('{ArrowDown}{Enter}')
    expect(opened[1]).toEqual({
      id: note.articleId,
      target: { kind: 'highlight', highlightId: note.highlightId }
    })
  })

  it('says when nothing was found, when the question was cut, and what was searched instead', async () => {
    const { user } = show({ cut: true, corrected: 'quite' })
    await user.type(screen.getByRole('combobox'), 'quiet')
    await waitFor(() => expect(screen.getByText('Nothing found for “quiet”')).toBeTruthy())
    expect(screen.getByText(/only the likeliest places were looked at/)).toBeTruthy()
    expect(screen.getByText('Showing results for “quite”')).toBeTruthy()
    await user.paste(' word'.repeat(2000))
    expect(await screen.findByText(/only its first 500 characters/)).toBeTruthy()
    // What is not read is not kept either: ten megabytes would be dragged along with every key.
    expect(screen.getByRole('combobox').getAttribute('value')?.length).toBe(501)
  })

  it('shows more when there may be more, of what was asked then, and again when one comes back', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ ...hit, articleId: sampleArticle(n).id }))
    const visit = {}
    const answer = (limit: number | undefined) => many(Math.min(limit ?? 50, 130))
    const first = show(answer, visit)
    await first.user.type(screen.getByRole('combobox'), 'quiet')
    expect(await screen.findByText('The best 40 results')).toBeTruthy()
    await first.user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await screen.findByText('130 results')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
    await first.user.click((await screen.findAllByRole('option'))[0]!)
    await first.user.type(screen.getByRole('combobox'), 'er')
    expect(await screen.findByText('The best 40 results')).toBeTruthy()
    first.unmount()
    const again = show(answer, visit, 'quiet')
    expect(await screen.findByText('130 results')).toBeTruthy()
    expect(again.inputsOf('search.query')[0]).toMatchObject({ limit: 200 })
  })

  it('asks only for the kind that was chosen', async () => {
    const { user, inputsOf } = show({ hits: [hit] })
    await user.type(screen.getByRole('combobox'), 'q')
    await user.click(screen.getByRole('radio', { name: 'Notes' }))
    await waitFor(() =>
      expect(inputsOf('search.query').at(-1)).toMatchObject({ query: 'q', kinds: ['note'] })
    )
  })

  it('puts what was found in an article under its title, with its own passage first', async () => {
    const about = {
      ...note,
      articleId: hit.articleId,
      articleTitle: hit.articleTitle,
      snippet: 'first in rank'
    }
    const { user } = show({ hits: [about, note, hit] })
    await user.type(screen.getByRole('combobox'), 'quiet')
    await screen.findAllByRole('option')
    const groups = within(screen.getByRole('listbox'))
      .getAllByRole('group')
      .map((group) => ({
        name: document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent,
        options: [...group.querySelectorAll('[role="option"]')].map((one) => one.textContent)
      }))
    expect(groups.map(({ options }) => options.length)).toEqual([2, 1])
    expect(groups[0]?.name).toBe('A quiet room')
    expect(groups[0]?.options[0]).toContain('grew quiet around him')
    expect(groups[0]?.options[1]).toBe('Note: first in rank')
  })

  it('does not keep half of a long query: the filters that were chosen would be lost', async () => {
    const { user, kept } = show({ hits: [hit] })
    const box = screen.getByRole('combobox')
    await user.click(box)
    await user.paste('quiet '.repeat(83).trim())
    await user.click(screen.getByRole('button', { name: 'Save search' }))
    expect(kept).toEqual(['quiet '.repeat(83).trim()])
    await user.click(screen.getByRole('radio', { name: 'Notes' }))
    await user.click(screen.getByRole('button', { name: 'Save search' }))
    expect(await screen.findByText(/up to 500 letters, filters included/)).toBeTruthy()
    expect(kept.length).toBe(1)
  })

  it('goes back with Escape, keeps the whole query, and explains itself', async () => {
    const { user, back, kept } = show({ hits: [hit] })
    const box = screen.getByRole('combobox')
    await user.type(box, '?')
    expect(await screen.findByRole('dialog', { name: 'How to search' })).toBeTruthy()
    expect(box.getAttribute('value')).toBe('')
    await user.click(screen.getByRole('button', { name: 'tag:history' }))
    await waitFor(() => expect(box.getAttribute('value')).toBe('tag:history'))
    await user.click(screen.getByRole('radio', { name: 'Notes' }))
    await user.click(screen.getByRole('button', { name: 'Save search' }))
    expect(kept).toEqual(['tag:history in:notes'])
    await user.type(box, '{Escape}')
    expect(back).toEqual(['tag:history'])
  })

  it('offers to end a sign that is being typed, and looks for it then, with keys alone', async () => {
    const { user, inputsOf, opened } = show({ hits: [hit] })
    const field = screen.getByRole('combobox')
    await user.type(field, 'room -tag:f')
    await screen.findByRole('option', { name: 'far away' })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(field.getAttribute('value')).toBe('room -tag:"far away" '))
    expect(document.activeElement).toBe(field)
    expect(opened).toEqual([])
    await user.keyboard('is:')
    const option = await screen.findByRole('option', { name: /is:starred/ })
    expect(option.textContent).toBe('is:starredStarred')
    await user.click(option)
    await waitFor(() =>
      expect(inputsOf('search.query').at(-1)).toMatchObject({ query: 'room -tag:"far away" is:starred ' })
    )
    await waitFor(() => expect(screen.queryByRole('option', { name: /is:/ })).toBeNull())
    await user.keyboard('{Enter}')
    expect(opened).toHaveLength(1)
  })

  it('does not say that nothing is found while a sign is only begun', async () => {
    const { user } = show({})
    await user.type(screen.getByRole('combobox'), 'tag:f')
    await screen.findByRole('option', { name: 'far away' })
    expect(screen.queryByText(/Nothing found/)).toBeNull()
    await user.keyboard('x')
    await screen.findByText('Nothing found for “tag:fx”')
  })
})
