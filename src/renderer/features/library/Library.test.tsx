import { act, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ArticleSummary } from '../../../shared/articles.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { openMenu } from '../../testing/open-menu.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleArticle, sampleSettings } from '../../testing/samples.ts'
import { Library } from './Library.tsx'

const nothing = () => {}
let ids = Promise.withResolvers<ArticleId[]>()

function show(articles: ArticleSummary[], list: 'all' | 'trash' = 'all', visit = {}, isFilling = false) {
  ids = Promise.withResolvers()
  const bridge = fakeBridge({
    'settings.get': sampleSettings,
    'settings.set': (changes) => ({ ...sampleSettings, ...(changes as Partial<Settings>) }),
    'articles.ids': () => ids.promise,
    'articles.list': ({ page, filter }) => {
      const found = filter.contains?.includes('z') ? [] : articles
      return { total: found.length, items: found.slice(page.offset, page.offset + page.limit) }
    },
    'articles.setState': null,
    'articles.setStarred': null,
    'articles.trash': null,
    'articles.restore': null,
    'articles.changeMany': ({ articleIds }) => ({ count: articleIds.length - 1, isWhole: false })
  })
  const opened: string[] = []
  const { unmount } = renderPart(
    <Library
      list={list}
      isFilling={isFilling}
      visit={visit}
      onShowHighlights={nothing}
      onSearch={nothing}
      onOpenArticle={(id) => opened.push(id)}
    />
  )
  return { ...bridge, opened, unmount, user: userEvent.setup() }
}

describe('Library', () => {
  it('is triaged by j, e and s', async () => {
    const articles = [1, 2, 3].map((n) => sampleArticle(n))
    const { user, inputsOf } = show(articles)
    await screen.findByRole('button', { name: 'Article 2' })
    await user.keyboard('j')
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Article 2' })).toBe(document.activeElement)
    )
    await user.keyboard('es')
    expect(inputsOf('articles.setState')).toEqual([{ articleIds: [articles[1]!.id], state: 'finished' }])
    expect(inputsOf('articles.setStarred')).toEqual([{ articleIds: [articles[1]!.id], starred: true }])
  })

  it('goes to its ends and by screens, and ticks what it goes over with Shift', async () => {
    const articles = Array.from({ length: 500 }, (_, index) => sampleArticle(index + 1))
    const { user } = show(articles)
    await screen.findByRole('button', { name: 'Article 1' })
    const isAt = (number: number) =>
      waitFor(() =>
        expect(document.activeElement).toBe(screen.getByRole('button', { name: `Article ${number}` }))
      )
    await user.keyboard('{PageDown}')
    // 800 pixels hold eleven whole rows of 72.
    await isAt(11)
    await user.keyboard('{PageDown}')
    await isAt(21)
    await user.keyboard('{PageUp}')
    await isAt(11)
    await user.keyboard('{Shift>}{Home}{/Shift}')
    await isAt(1)
    const ticked = () => screen.getAllByRole<HTMLInputElement>('checkbox').filter(({ checked }) => checked)
    expect(ticked()).toHaveLength(11)
    await user.keyboard('{Escape}{PageUp}')
    await isAt(1)
    expect(ticked()).toHaveLength(0)
    await user.type(screen.getByRole('textbox'), 'a{Home}{PageDown}')
    expect(document.activeElement).toBe(screen.getByRole('textbox'))
  })

  it('keeps the row at work, with all that it shows, however far the list is scrolled away from it', async () => {
    show(Array.from({ length: 500 }, (_, index) => sampleArticle(index + 1)))
    await screen.findByRole('button', { name: 'Article 1' })
    const list = document.querySelector('.list')!
    const scrollTo = (row: number) =>
      act(() => {
        list.scrollTop = row * 72
        list.dispatchEvent(new Event('scroll'))
      })
    scrollTo(150)
    const row = await screen.findByRole('button', { name: 'Article 153' })
    act(() => row.focus())
    scrollTo(400)
    await screen.findByRole('button', { name: 'Article 403' })
    expect(document.activeElement).toBe(row)
    // Nor when the focus goes elsewhere: there Tab comes in.
    act(() => row.blur())
    await act(() => new Promise((done) => setTimeout(done, 50)))
    expect(row.isConnected).toBe(true)
    expect(row.tabIndex).toBe(0)
  })

  it('leaves the focus in the filter while one types, also when the list was walked or was empty meanwhile', async () => {
    const articles = [1, 2, 3].map((n) => sampleArticle(n))
    const { user, inputsOf } = show(articles)
    await screen.findByRole('button', { name: 'Article 3' })
    await user.keyboard('jj')
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Article 3' })).toBe(document.activeElement)
    )
    const field = screen.getByRole('textbox', { name: 'Filter by title, site or author' })
    // Each letter is given a frame: that is when the list would take the focus, and the next letter be a command.
    const type = async (keys: string[]) => {
      for (const key of keys) {
        await user.keyboard(key)
        await act(() => new Promise<void>((done) => requestAnimationFrame(() => done())))
      }
    }
    await type(['/', 'a', 'e', 's'])
    expect(field).toBe(document.activeElement)
    await waitFor(() => expect(field).toHaveProperty('value', 'aes'))
    await type(['z'])
    await screen.findByText('No article matches “aesz”')
    await type(['{Backspace}'])
    await screen.findByRole('button', { name: 'Article 1' })
    await type(['e'])
    expect(field).toHaveProperty('value', 'aese')
    expect(inputsOf('articles.setState')).toEqual([])
  })

  it('shows in the Trash what went there last first, and sorts it without sorting the library', async () => {
    const thrown = { ...sampleArticle(1), trashedAt: Date.UTC(2026, 10, 5, 12) }
    const { user, inputsOf } = show([thrown], 'trash')
    expect(await screen.findByText('in the Trash since Nov 5, 2026')).toBeDefined()
    expect(inputsOf('articles.list')[0]).toMatchObject({ sort: 'trashed', descending: true })
    await openMenu(user, 'Sort: Moved to Trash')
    await user.click(await screen.findByRole('menuitemradio', { name: 'Title' }))
    expect(inputsOf('settings.set')).toEqual([{ trashSort: 'title', trashSortDescending: false }])
  })

  it('does not offer to sort other lists by when something was thrown away', async () => {
    const { user, inputsOf } = show([sampleArticle(1)])
    expect(inputsOf('articles.list')[0]).toMatchObject({ sort: 'added', descending: true })
    await openMenu(user, 'Sort: Date added')
    await screen.findByRole('menuitemradio', { name: 'Title' })
    expect(screen.queryByRole('menuitemradio', { name: 'Moved to Trash' })).toBeNull()
  })

  it('does what a key says to the row that has the focus, whatever brought it there', async () => {
    const articles = [1, 2, 3, 4].map((n) => sampleArticle(n))
    const { user, inputsOf } = show(articles)
    const row = await screen.findByRole('button', { name: 'Article 3' })
    // As a screen reader does, which walks by no key of the list.
    act(() => row.focus())
    await user.keyboard('s')
    expect(inputsOf('articles.setStarred')).toEqual([{ articleIds: [articles[2]!.id], starred: true }])
    await user.hover(screen.getByRole('button', { name: 'Article 4' }))
    await user.click(screen.getAllByRole('button', { name: 'Add star' })[3]!)
    await user.keyboard('{Delete}')
    expect(inputsOf('articles.trash')).toEqual([{ articleIds: [articles[3]!.id] }])
  })

  it.each([
    ['its title', 'button', 'Article 4'],
    ['its box', 'checkbox', /Article 4/]
  ] as const)(
    'extends a selection with Shift and %s from the row that was at work before',
    async (_, role, name) => {
      const articles = [1, 2, 3, 4].map((n) => sampleArticle(n))
      const { user, inputsOf } = show(articles)
      await user.click(await screen.findByRole('checkbox', { name: /Article 2/ }))
      await user.keyboard('{Shift>}')
      await user.click(screen.getByRole(role, { name }))
      await user.keyboard('{/Shift}{Delete}')
      expect(inputsOf('articles.trash')).toEqual([{ articleIds: articles.slice(1).map(({ id }) => id) }])
    }
  )

  it('takes a key right after everything was selected for all of it, however late that comes', async () => {
    const all = [1, 2, 3].map((n) => sampleArticle(n))
    const { user, inputsOf } = show(all)
    await screen.findByRole('button', { name: 'Article 2' })
    await user.keyboard('{Control>}a{/Control}{Delete}')
    expect(inputsOf('articles.trash')).toEqual([])
    ids.resolve(all.map(({ id }) => id))
    await waitFor(() => expect(inputsOf('articles.trash')).toEqual([{ articleIds: all.map(({ id }) => id) }]))
  })

  it('does nothing with a key when everything could not be selected', async () => {
    const { user, inputsOf } = show([1, 2, 3].map((n) => sampleArticle(n)))
    await screen.findByRole('button', { name: 'Article 2' })
    await user.keyboard('{Control>}a{/Control}{Delete}')
    ids.reject(new AppError('busy', { told: 'Somebody else is writing.' }))
    await screen.findByText('Somebody else is writing.')
    expect(inputsOf('articles.trash')).toEqual([])
  })

  it('has very many changed slice by slice, and says how far that came when it was stopped', async () => {
    const all = Array.from({ length: 300 }, (_, n) => sampleArticle(n + 1))
    const { user, inputsOf } = show(all)
    await screen.findByRole('button', { name: 'Article 2' })
    await user.keyboard('{Control>}a{/Control}{Delete}')
    ids.resolve(all.map(({ id }) => id))
    await screen.findByText('Stopped. 299 articles were changed.')
    expect(inputsOf('articles.changeMany')).toEqual([
      { articleIds: all.map(({ id }) => id), change: { kind: 'trash' } }
    ])
    expect(inputsOf('articles.trash')).toEqual([])
  })

  it('makes very many come back slice by slice', async () => {
    const all = Array.from({ length: 300 }, (_, n) => sampleArticle(n + 1))
    const { user, inputsOf } = show(all)
    await screen.findByRole('button', { name: 'Article 2' })
    await user.keyboard('{Control>}a{/Control}w')
    ids.resolve(all.map(({ id }) => id))
    await waitFor(() =>
      expect(inputsOf('articles.changeMany')).toEqual([
        { articleIds: all.map(({ id }) => id), change: { kind: 'comeBack' } }
      ])
    )
  })

  it('is not called empty while its first articles are on their way', async () => {
    const { inputsOf, unmount } = show([], 'all', {}, true)
    await waitFor(() => expect(inputsOf('articles.list')).toHaveLength(1))
    await screen.findByRole('heading', { name: 'All articles' })
    expect(screen.queryByRole('heading', { name: 'Nothing here yet' })).toBeNull()
    expect(screen.queryByText('0 articles')).toBeNull()
    unmount()
    show([])
    await screen.findByRole('heading', { name: 'Nothing here yet' })
    expect(screen.getByText('0 articles')).toBeTruthy()
  })

  it('is found as it was left when one comes back to it', async () => {
    const articles = [1, 2, 3].map((n) => sampleArticle(n))
    const visit = {}
    const first = show(articles, 'all', visit)
    await first.user.click(await screen.findByRole('button', { name: 'Article 3' }))
    expect(first.opened).toEqual([articles[2]!.id])
    first.unmount()
    show(articles, 'all', visit)
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Article 3' })).toBe(document.activeElement)
    )
  })

  it('sends a finished article back to where it came from', async () => {
    const { user, inputsOf } = show([sampleArticle(1, { state: 'finished', progress: 0.5 })])
    await screen.findByRole('button', { name: 'Article 1' })
    await user.keyboard('e')
    expect(inputsOf('articles.setState')).toMatchObject([{ state: 'reading' }])
  })

  it('moves what is selected to Trash and brings exactly that back', async () => {
    const articles = [1, 2, 3].map((n) => sampleArticle(n))
    const { user, inputsOf } = show(articles)
    await screen.findByRole('button', { name: 'Article 1' })
    await user.keyboard('x')
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(screen.getByRole('toolbar').textContent).toContain('2 selected')
    await user.keyboard('{Delete}')
    const articleIds = articles.slice(0, 2).map(({ id }) => id)
    expect(inputsOf('articles.trash')).toEqual([{ articleIds }])
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(inputsOf('articles.restore')).toEqual([{ articleIds }])
  })

  it('asks before deleting for good, with the focus on the harmless answer', async () => {
    const { user, inputsOf } = show([sampleArticle(1, { trashedAt: 5 })], 'trash')
    await openMenu(user, 'More for Article 1')
    await user.click(await screen.findByRole('menuitem', { name: 'Delete for good…' }))
    const dialog = await screen.findByRole('alertdialog')
    const cancel = within(dialog).getByRole('button', { name: 'Cancel' })
    await waitFor(() => expect(document.activeElement).toBe(cancel))
    expect(inputsOf('articles.changeMany')).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Delete for good' }))
    expect(inputsOf('articles.changeMany')).toEqual([
      { articleIds: [sampleArticle(1).id], change: { kind: 'purge' } }
    ])
  })

  it('holds few rows of a long list', async () => {
    const { calls } = show(Array.from({ length: 5000 }, (_, n) => sampleArticle(n)))
    await screen.findByRole('button', { name: 'Article 0' })
    expect(screen.getAllByRole('listitem').length).toBeLessThan(60)
    expect(calls.filter((call) => call.method === 'articles.list').length).toBeLessThan(4)
  })

  it('says what to do when there is nothing', async () => {
    show([])
    expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Choose files…' })).toBeTruthy()
  })
})
