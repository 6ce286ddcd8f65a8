import type { Page } from '@playwright/test'
import type { NotebookId } from '../src/shared/notebooks.ts'
import { expect, test } from './app.ts'
import { ask } from './bridge.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'
import { story } from './story-article.ts'
import { THOUGHT, takesBackAndForth, takesItOut } from './story-end.ts'

/** What has the focus, as somebody who cannot see it would need it named: never the bare page. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body || element === document.documentElement) return 'nothing'
    if (element.tagName === 'IFRAME') return 'the article'
    return element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 80) ?? element.tagName
  })

const expectFocus = (page: Page, what: string) => expect.poll(() => focused(page)).toBe(what)

/** Walks the list with j and k to a row and opens it with Enter. */
async function openRow(page: Page, title: string): Promise<void> {
  await expect(new LibraryPage(page).title(title)).toBeVisible()
  for (const key of ['j', 'k']) {
    for (let step = 0; step < 4 && (await focused(page)) !== title; step++) {
      const before = await focused(page)
      await page.keyboard.press(key)
      await expect
        .poll(() => focused(page), { timeout: 500 })
        .not.toBe(before)
        // At the end of the list a key moves nothing; the other key goes back.
        .catch(() => {})
    }
  }
  await expectFocus(page, title)
  await page.keyboard.press('Enter')
  await new ReaderPage(page).isShowing(title)
  await expectFocus(page, 'the article')
}

const selectedWords = (page: Page) =>
  page.evaluate(() =>
    String(document.querySelector<HTMLIFrameElement>('iframe[title]')!.contentDocument!.getSelection())
  )

test('the story by keyboard only, with the focus never lost', async ({ app }) => {
  let { page } = app
  await expect(new LibraryPage(page).title('Welcome to Lectern')).toBeVisible()
  await new LibraryPage(page).import(app.electron, [story.file])
  await openRow(page, story.title)
  let reader = new ReaderPage(page)

  // By sentences to where it starts, by words into the next paragraph.
  const told = page.locator('section.reader > [aria-live]')
  await page.keyboard.press('v')
  await expect.poll(() => selectedWords(page)).not.toBe('')
  await expect(told).toContainText('Selecting. Arrow keys move')
  for (let step = 0; step < 80 && !(await selectedWords(page)).startsWith(story.from); step++)
    await page.keyboard.press('ArrowDown')
  await expect.poll(() => selectedWords(page)).toMatch(new RegExp(`^${story.from}`))
  for (let step = 0; step < 120 && !(await selectedWords(page)).includes(story.to); step++)
    await page.keyboard.press('Shift+ArrowRight')
  expect(await selectedWords(page)).toContain(story.to)
  // Who does not see the words hears the one that came, and not all of them from the first again.
  await expect(told).toHaveText(/^\S+ selected\s*$/u)
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('2')
  await expect.poll(async () => (await reader.painted('green')).join(' ')).toContain(story.to)
  expect((await reader.painted('green')).join(' ')).toMatch(new RegExp(`^${story.from}`))
  await expect(reader.tools).toBeHidden()
  await expectFocus(page, 'the article')

  await page.keyboard.press('n')
  await expectFocus(page, 'Note on the highlight')
  await page.keyboard.type(THOUGHT)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(reader.article.getByText(THOUGHT)).toBeVisible()
  await expectFocus(page, 'the article')

  // Panels opened and closed again give the focus back as well.
  for (const key of ['o', 'h', 'a', 'ControlOrMeta+f', 'ControlOrMeta+k', 'n']) {
    await page.keyboard.press(key)
    await expect.poll(() => focused(page), key).not.toBe('the article')
    expect(await focused(page), key).not.toBe('nothing')
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page), `after ${key}`).toBe('the article')
  }

  // A second highlight, and from one to the other and round.
  await page.keyboard.press('Escape')
  await page.keyboard.press('v')
  await expect.poll(() => selectedWords(page)).not.toBe('')
  const second = (await selectedWords(page)).trim()
  await page.keyboard.press('4')
  await expect.poll(async () => (await reader.painted('pink')).join(' ')).toContain(second.slice(0, 20))
  const spoken = page.locator('section.reader > [aria-live]')
  await page.keyboard.press(']')
  await expect(spoken).toContainText(story.from)
  await page.keyboard.press(']')
  await expect(spoken).toContainText('pink', { ignoreCase: true })
  await page.keyboard.press('[')
  await expect(spoken).toContainText('quixotic')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => reader.painted('pink')).toEqual([])
  await expectFocus(page, 'the article')

  // Search, and land on the words.
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
  await expect(box).toBeFocused()
  await page.keyboard.type('quixotic')
  await expect(page.getByRole('option').first()).toContainText('A thought about')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await reader.isShowing(story.title)
  await expectFocus(page, 'the article')
  await page.keyboard.press('ControlOrMeta+Shift+f')
  await expect(box).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(story.find)
  await expect(page.locator('mark').filter({ hasText: story.find }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await reader.isShowing(story.title)
  await expect
    .poll(async () => (await reader.painted('found')).concat(await reader.painted('find')).join(' '))
    .toContain(story.find)
  await expectFocus(page, 'the article')

  await app.restart()
  page = app.page
  reader = new ReaderPage(page)
  await openRow(page, story.title)
  await takesBackAndForth(app, reader)

  await takesItOut(app)
  await expectFocus(page, 'the article')

  // Back in the list, at the row one came from.
  await page.keyboard.press('Escape')
  await expect(new LibraryPage(page).title(story.title)).toBeVisible()
  await page.keyboard.press('j')
  await expect.poll(() => focused(page)).not.toBe('nothing')
  expect(app.complaints).toEqual([])
})

/** Presses keys one right after the other, without waiting for what they do. */
async function hurry(page: Page, modifiers: string, key: string, words: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const held = (modifiers.includes('Control') ? 2 : 0) + (modifiers.includes('Shift') ? 8 : 0)
  const sent: Promise<unknown>[] = []
  const press = (letter: string, modifiers: number) => {
    const event = {
      key: modifiers & 8 ? letter.toUpperCase() : letter,
      code: letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`,
      windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
      modifiers
    }
    const text =
      modifiers === 0 ? { type: 'keyDown' as const, text: letter } : { type: 'rawKeyDown' as const }
    sent.push(session.send('Input.dispatchKeyEvent', { ...event, ...text }))
    sent.push(session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' }))
  }
  press(key, held)
  for (const letter of words) press(letter, 0)
  await Promise.all(sent)
  await session.detach()
}

test('what is typed right after the key that opens a field is in the field, and is no command', async ({
  app
}) => {
  const { page } = app
  await new LibraryPage(page).import(app.electron, [story.file])
  await openRow(page, story.title)
  const written = () =>
    page.evaluate(
      () => (document.activeElement as HTMLInputElement | null)?.value ?? document.activeElement?.textContent
    )
  // A note now and then stands beside the page: that is no command.
  const states = () =>
    page.evaluate(() => {
      const { contentDocument } = document.querySelector<HTMLIFrameElement>('iframe[title]')!
      return { ...contentDocument!.documentElement.dataset, notes: undefined }
    })
  // A highlight is chosen, so that there is something to write a note on.
  await page.keyboard.press('v')
  await expect.poll(() => selectedWords(page)).not.toBe('')
  await page.keyboard.press('2')
  await expect.poll(() => new ReaderPage(page).painted('green')).not.toEqual([])
  const before = await states()
  // Each of these letters is a command of the reader.
  const words = 'phoua flub'
  for (const [modifiers, key] of [
    ['', 'n'],
    ['Control', 'f'],
    ['Control', 'k'],
    ['Control+Shift', 'o'],
    ['Shift', 'n'],
    ['Shift', 't']
  ] as const) {
    await hurry(page, modifiers, key, words)
    await expect.poll(written, `${modifiers} ${key}`).toBe(words)
    expect(await states(), `${modifiers} ${key}`).toEqual(before)
    // The first may be for what is offered; one too many, while the focus is on its way back, leaves the article.
    await expect(async () => {
      if ((await focused(page)) !== 'the article') await page.keyboard.press('Escape')
      await expect.poll(() => focused(page), { timeout: 2000 }).toBe('the article')
    }).toPass()
  }
})

test('Escape leaves the settings for where one was', async ({ app }) => {
  const { page } = app
  await openRow(page, 'Welcome to Lectern')
  await page.keyboard.press('ControlOrMeta+,')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await page.getByRole('button', { name: 'Appearance' }).press('Enter')
  await page.keyboard.press('Escape')
  await new ReaderPage(page).isShowing('Welcome to Lectern')
  await expectFocus(page, 'the article')
})

test('a dialog that fades away takes no focus from the one that was opened since', async ({ app }) => {
  const { page } = app
  await new LibraryPage(page).isSettled()
  await page.keyboard.press('j')
  await page.keyboard.press('ControlOrMeta+Shift+o')
  await expect(page.getByRole('textbox', { name: 'Web address' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Add from the web' })).toHaveCount(0)
  const box = page.locator('.palette').getByRole('combobox')
  await expect(box).toBeFocused()
  await page.keyboard.type('welcome')
  await expect(box).toHaveValue('welcome')
})

test('keys are for the place one went to, and not for the link in the sidebar that was clicked', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  await library.isSettled()
  await page
    .getByRole('navigation', { name: 'Lists' })
    .getByRole('button', { name: /^Later/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Later' })).toBeVisible()
  await page.keyboard.press('Enter')
  await new ReaderPage(page).isShowing('Welcome to Lectern')
  await page.keyboard.press('Escape')

  // From one place to the next by a shortcut: Enter does not press what led to the first.
  await page
    .getByRole('navigation', { name: 'Lists' })
    .getByRole('button', { name: /^Trash/ })
    .click()
  await page.keyboard.press('ControlOrMeta+6')
  await expect(page.getByRole('heading', { level: 1, name: 'Notebooks' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Notebooks' })).toBeVisible()

  // Who walks the sidebar with keys stays there.
  const study = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Study' })
  await study.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Study' })).toBeVisible()
  await expect(study).toBeFocused()
})

/** Goes to the notebooks and presses more keys before they are there: their code and answers are on their way. */
const goAndPress = (page: Page, keys: string) =>
  page.evaluate(async (more) => {
    const press = (key: string, ctrlKey = false) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, code: key === '6' ? 'Digit6' : key, ctrlKey, bubbles: true })
      )
    press('6', true)
    await new Promise((next) => setTimeout(next))
    for (const key of more.split(' ')) press(key)
  }, keys)

for (const [keys, what] of [
  ['Enter', 'the notebook is opened'],
  ['/ t i', 'the filter is written in']
] as const)
  test(`keys pressed while a place comes for the first time are done when it is there: ${what}`, async ({
    app
  }) => {
    const { page } = app
    const id = '01990000-0000-7000-8000-000000000001' as NotebookId
    await ask(page, 'notebooks.create', { id, title: 'Tides', body: 'They come.' })
    await goAndPress(page, keys)
    const [name, value] =
      keys === 'Enter' ? ['Text of the notebook', 'They come.'] : ['Filter by title', 'ti']
    await expect(page.getByRole('textbox', { name })).toHaveValue(value)
  })

test('what is typed into the filter of the library stays there after the list was walked', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  await library.isSettled()
  await page.keyboard.press('j')
  await expect(
    library
      .title('A handshake at a long table')
      .or(library.title('Welcome to Lectern'))
      .and(page.locator(':focus'))
  ).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  const field = page.getByRole('textbox', { name: 'Filter by title, site or author' })
  await expect(field).toBeFocused()
  // As a hand types: each letter would be a command of the list.
  await page.keyboard.type('welcomes', { delay: 60 })
  await expect(field).toHaveValue('welcomes')
  await page.keyboard.press('Backspace')
  await expect(library.title('Welcome to Lectern')).toBeVisible()
  await page.keyboard.type(' to', { delay: 60 })
  await expect(field).toHaveValue('welcome to')
})
