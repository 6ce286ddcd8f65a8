import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { PromptId } from '../src/shared/cards.ts'
import { expect, startApp, test } from './app.ts'
import { ask, travel } from './bridge.ts'
import { answerDialogs } from './pages/dialogs.ts'
import { LibraryPage } from './pages/library.ts'
import { runCommand } from './pages/palette.ts'
import { ReaderPage } from './pages/reader.ts'

const file = resolve(import.meta.dirname, 'fixtures/harbour.txt')
const title = 'Harbour town counts its lanterns again'
const DAY = 86_400_000

/** Opens the study place anew, as one does on another day. */
async function openStudy(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+1')
  await page.keyboard.press('ControlOrMeta+4')
  await expect(page.getByRole('heading', { level: 1, name: 'Study' })).toBeVisible()
}

/** Answers everything that waits with one key, and says how many answers it took. */
async function answerAll(page: Page, key: string): Promise<number> {
  const card = page.getByRole('article', { name: 'Question' })
  let answers = 0
  for (; answers < 12; answers++) {
    await expect(card.or(page.getByText('Done for today'))).toBeVisible()
    if (!(await card.isVisible())) break
    await page.keyboard.press('Space')
    await expect(page.getByRole('group', { name: 'How well did you know it?' })).toBeVisible()
    const progress = page.getByRole('progressbar')
    const before = await progress.getAttribute('aria-valuenow')
    await page.keyboard.press(key)
    await expect(progress).not.toHaveAttribute('aria-valuenow', before!)
  }
  return answers
}

test('cards from a highlight, reviews over five days, and out to Anki', async ({ app }) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, file, title)

  // One key makes a card from the selection, and the selection becomes a highlight.
  await reader.select('Ines Calder')
  await expect(reader.tools).toBeVisible()
  await page.keyboard.press('c')
  const editor = page.getByRole('dialog', { name: 'New card' })
  await expect(editor.getByRole('textbox', { name: 'Question' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(editor.getByRole('alert')).toHaveText('This card has no question yet.')
  await editor.getByRole('textbox', { name: 'Question' }).fill('Who keeps the harbour book?')
  await expect(editor.getByRole('textbox', { name: 'Answer' })).toHaveValue('Ines Calder')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(editor).toBeHidden()
  await expect.poll(async () => (await reader.painted('yellow')).join(' ')).toContain('Ines Calder')

  // Another one from the same highlight, with a word hidden.
  await page.keyboard.press('c')
  await editor.getByRole('radio', { name: 'Hidden words' }).click()
  const text = editor.getByRole('textbox', { name: 'Text', exact: true })
  await expect(text).toHaveValue('Ines Calder')
  await text.evaluate((field) => (field as HTMLTextAreaElement).setSelectionRange(0, 4))
  await editor.getByRole('button', { name: 'Hide the selected words' }).click()
  await expect(text).toHaveValue('{{c1::Ines}} Calder')
  await editor.getByRole('button', { name: 'Make the card' }).click()
  await expect(editor).toBeHidden()

  // The first day, by keyboard alone: one answer is taken back.
  await openStudy(page)
  await expect(page.getByRole('heading', { name: '2 cards wait' })).toBeVisible()
  await page.keyboard.press('Enter')
  const card = page.getByRole('article', { name: 'Question' })
  await expect(card).toContainText('Who keeps the harbour book?')
  await expect(card).toBeFocused()
  await page.keyboard.press('Space')
  const answer = page.getByRole('article', { name: 'Answer' })
  await expect(answer).toContainText('Ines Calder')
  await expect(answer).toContainText(title)
  await expect(page.getByRole('button', { name: /^Easy, comes back in \d+ days$/ })).toBeVisible()
  await page.keyboard.press('4')
  await expect(card).toContainText('…')
  await page.keyboard.press('u')
  await expect(card).toContainText('Who keeps the harbour book?')
  expect(await answerAll(page, '4')).toBe(2)
  await expect(page.getByText('You answered 2 cards.')).toBeVisible()

  // Four more days, each when the next card is due; the intervals grow.
  for (const days of [12, 90, 500, 2500]) {
    await travel(app.electron, days)
    await openStudy(page)
    await expect(page.getByRole('heading', { name: '2 cards wait' })).toBeVisible()
    await page.keyboard.press('Enter')
    expect(await answerAll(page, '3')).toBe(2)
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('figure', { name: 'What stays' })).toContainText('100%')

  // A card leads back to its words.
  await runCommand(page, 'Go to Cards')
  const listed = page.getByRole('main').getByRole('button', { name: /^Edit: / })
  await expect(listed).toHaveCount(2)
  await page.getByRole('button', { name: 'More for this card' }).first().click()
  await page.getByRole('menuitem', { name: 'Open in the article' }).click()
  await reader.isShowing(title)

  const editing = page.getByRole('dialog', { name: 'Edit the card' })
  // The list goes by keys as all lists do, and the keys of the session do the same with its cards.
  await runCommand(page, 'Go to Cards')
  await expect(listed).toHaveCount(2)
  await page.keyboard.press('j')
  await expect(listed.nth(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(listed.nth(1)).toBeFocused()
  await page.keyboard.press('@')
  await expect(listed.nth(1)).toContainText('Suspended')
  await page.keyboard.press('@')
  await expect(listed.nth(1)).not.toContainText('Suspended')
  await page.keyboard.press('e')
  await expect(editing).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(listed.nth(1)).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(listed).toHaveCount(1)
  await expect(listed).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(listed).toHaveCount(2)
  await page.keyboard.press('/')
  await page.keyboard.type('harbour book')
  await expect(listed).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.press('o')
  await reader.isShowing(title)

  const target = resolve(app.folder, 'cards.apkg')
  await answerDialogs(app.electron, target)
  await runCommand(page, 'Export cards for Anki…')
  await expect(page.getByText('2 cards are in cards.apkg')).toBeVisible()
  expect(existsSync(target)).toBe(true)
  await runCommand(page, 'Add cards from an Anki package…')
  await expect(page.getByText('Nothing new was in it · 2 were here already')).toBeVisible()

  // Two more highlights and a note; out as Web Annotations. Then everything is wiped and brought back.
  await page.keyboard.press('ControlOrMeta+1')
  await library.open(title)
  await reader.isShowing(title)
  for (const words of ['Fishing crews say', 'harbour dues']) {
    await reader.select(words)
    await expect(reader.tools).toBeVisible()
    await page.keyboard.press('2')
    await expect.poll(async () => (await reader.painted('green')).join(' ')).toContain(words)
  }
  await page.keyboard.press('Shift+N')
  const articleNote = page.getByRole('textbox', { name: 'Note on the article' })
  await articleNote.fill('All of it is to come back.')
  await page.keyboard.press('ControlOrMeta+Enter')
  const annotations = resolve(app.folder, 'harbour.jsonld')
  await answerDialogs(app.electron, annotations)
  await runCommand(page, 'Export highlights as Web Annotations…')
  await expect.poll(() => existsSync(annotations)).toBe(true)
  const before = await mine(page)
  expect(before.highlights).toHaveLength(3)
  expect(before.articles).toEqual(['All of it is to come back.'])

  const wiped = await startApp({ env: { LECTERN_CLOCK_SHIFT: String(2500 * DAY) } })
  try {
    const anew = new LibraryPage(wiped.page)
    await anew.isSettled()
    await anew.import(wiped.electron, [file])
    await expect(anew.title(title)).toBeVisible()
    await anew.import(wiped.electron, [annotations])
    await wiped.page.getByRole('button', { name: 'Add what is new' }).click()
    await expect(wiped.page.getByText('1 article got something new from Web Annotations')).toBeVisible()
    await answerDialogs(wiped.electron, target)
    await runCommand(wiped.page, 'Add cards from an Anki package…')
    await expect(wiped.page.getByText('2 notes were added')).toBeVisible()
    expect(await mine(wiped.page)).toEqual(before)
    expect(wiped.complaints).toEqual([])
  } finally {
    await wiped.close()
  }
  expect(app.complaints).toEqual([])
})

test('a card that is half typed is there again after a crash', async ({ app }) => {
  await openStudy(app.page)
  await app.page.keyboard.press('n')
  const question = (page: Page) => page.getByRole('dialog').getByRole('textbox', { name: 'Question' })
  await question(app.page).fill('Who keeps the harbour book')
  await expect
    .poll(async () => (await ask(app.page, 'cards.draft', { key: 'free' }))?.front)
    .toBe('Who keeps the harbour book')
  await app.kill()
  const again = await startApp({ folder: app.folder })
  try {
    await openStudy(again.page)
    await again.page.keyboard.press('n')
    await expect(question(again.page)).toHaveValue('Who keeps the harbour book')
    expect(again.complaints).toEqual([])
  } finally {
    await again.electron.close()
  }
})

test('listed cards are studied now, due or not, and those of one article; the end leads back', async ({
  app
}) => {
  const { page } = app
  const library = new LibraryPage(page)
  const reader = new ReaderPage(page)
  await library.read(app.electron, file, title)
  const make = (kind: 'question' | 'cloze', front: string, back: string, tags: string[]) =>
    ask(page, 'cards.create', {
      promptId: crypto.randomUUID() as PromptId,
      kind,
      front,
      back,
      picture: null,
      source: null,
      tags
    })
  await make('cloze', 'The {{c1::lanterns}} are counted by the {{c2::harbour}}.', '', ['exam'])
  await make('question', 'Who counts?', 'The town', ['exam'])
  await make('question', 'What else?', 'Nothing', [])
  // Of hidden words of one text, one a day.
  await openStudy(page)
  await expect(page.getByRole('heading', { name: '3 cards wait' })).toBeVisible()

  await runCommand(page, 'Go to Cards')
  await page.getByRole('button', { name: 'Any tag' }).click()
  await page.getByRole('menuitemradio', { name: 'exam' }).click()
  await expect(page.getByRole('main').getByRole('button', { name: /^Edit: / })).toHaveCount(3)
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  const session = page.getByRole('region', { name: 'Chosen cards' })
  const card = page.getByRole('article', { name: 'Question' })
  const asked: string[] = []
  for (let n = 0; n < 3; n++) {
    await expect(session.getByText(`${n} answered, ${3 - n} left`)).toBeVisible()
    await expect(card).toBeFocused()
    asked.push((await card.innerText()).replace(/\s+/g, ' '))
    await page.keyboard.press('Space')
    await page.keyboard.press('4')
  }
  // The second of one text comes last.
  expect(asked.slice(0, 2).sort()).toEqual(['The … are counted by the harbour.', 'Who counts?'])
  expect(asked[2]).toBe('The lanterns are counted by the ….')
  await expect(page.getByRole('heading', { name: 'All of these are answered' })).toBeVisible()
  await expect(page.getByRole('status').getByText('You gave 3 answers to them today.')).toBeVisible()
  await page.keyboard.press('Escape')
  // The list as it was left.
  await expect(page.getByRole('button', { name: 'Tag: exam' })).toBeVisible()
  // Ticked, put aside and tagged together, by keys alone; each is one step back.
  const rows = page.getByRole('main').getByRole('button', { name: /^Edit: / })
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: 'Selected cards' })).toContainText('1 selected')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByRole('toolbar', { name: 'Selected cards' })).toContainText('3 selected')
  await page.keyboard.press('@')
  await expect(page.getByText('3 cards suspended')).toBeVisible()
  await expect(rows.filter({ hasText: 'Suspended' })).toHaveCount(3)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(rows.filter({ hasText: 'Suspended' })).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('t')
  const tags = page.getByRole('dialog', { name: 'Tags of 3 cards' })
  await expect(tags.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('autumn')
  await page.keyboard.press('Enter')
  await expect(tags.getByText('autumn', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tags).toBeHidden()
  await expect(rows.filter({ hasText: 'autumn' })).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('toolbar', { name: 'Selected cards' })).toHaveCount(0)
  // Given a day, and made new again.
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('d')
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Days from today' })).toBeFocused()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^3 cards come back on /)).toBeVisible()
  await expect(page.getByRole('toolbar', { name: 'Selected cards' })).toHaveCount(0)
  await expect(rows.filter({ hasText: 'In 12 days' })).toHaveCount(3)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(rows.filter({ hasText: 'In 12 days' })).toHaveCount(0)
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('Shift+R')
  await expect(rows.filter({ hasText: 'New' })).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(rows.filter({ hasText: 'New' })).toHaveCount(0)

  await page.getByRole('radio', { name: 'Today', exact: true }).click()
  await expect(page.getByRole('heading', { name: '1 card waits' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+1')
  await library.open(title)
  await reader.isShowing(title)
  await runCommand(page, 'Study the cards of this article now')
  await expect(page.getByRole('heading', { name: 'Nothing to ask here' })).toBeVisible()
  await page.keyboard.press('Escape')
  await reader.isShowing(title)
  expect(app.complaints).toEqual([])
})

/** Everything of the reader's in a library: highlights, notes on articles, cards with their schedule. */
async function mine(page: Page) {
  const whole = { offset: 0, limit: 100 }
  const pick = <T, K extends keyof T>(thing: T, keys: readonly K[]) =>
    Object.fromEntries(keys.map((key) => [key, thing[key]])) as Pick<T, K>
  const { items: highlights } = await ask(page, 'highlights.list', { filter: {}, page: whole })
  const { items: articles } = await ask(page, 'articles.list', {
    filter: {},
    sort: 'title',
    descending: false,
    page: whole
  })
  const notes: unknown[] = []
  for (const { id } of articles) {
    const { note } = await ask(page, 'articles.get', { articleId: id })
    if (note) notes.push(note)
  }
  const { items: cards } = await ask(page, 'cards.list', { filter: {}, page: whole })
  return {
    highlights: highlights.map((one) =>
      pick(one, ['id', 'start', 'end', 'exact', 'prefix', 'suffix', 'color', 'note', 'tags', 'createdAt'])
    ),
    articles: notes,
    cards: cards
      .map((one) => pick(one, ['kind', 'front', 'back', 'state', 'dueIn', 'reps', 'lapses']))
      .toSorted((a, b) => (String(a.front) < String(b.front) ? -1 : 1))
  }
}

test('a session that ends with the machine goes on with the card that was asked', async ({ app }) => {
  const { page } = app
  await new LibraryPage(page).isSettled()
  for (const n of [1, 2, 3]) {
    await ask(page, 'cards.create', {
      promptId: `01890a5d-ac96-774b-8000-00000000000${n}` as PromptId,
      kind: 'question',
      front: `Question ${n}?`,
      back: `Answer ${n}`,
      picture: null,
      source: null,
      tags: []
    })
  }
  await openStudy(page)
  await page.keyboard.press('Enter')
  const question = page.getByRole('article', { name: 'Question' })
  await expect(question).toContainText('Question 1?')
  await page.keyboard.press('Space')
  await page.keyboard.press('4')
  await expect(question).toContainText('Question 2?')
  // Seen, and not answered yet.
  await page.keyboard.press('Space')
  await expect(page.getByRole('article', { name: 'Answer' })).toContainText('Answer 2')
  await app.kill()
  await app.restart().catch(() => {})
  await openStudy(app.page)
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '1')
  const again = app.page.getByRole('article', { name: 'Question' })
  await expect(again).toContainText('Question 2?')
  await expect(app.page.getByText('Answer 2')).toHaveCount(0)
  await app.page.keyboard.press('Space')
  // A key that is let go of slowly gives one answer, and not one to each card that follows.
  for (let held = 0; held < 4; held++) await app.page.keyboard.down('Space')
  await app.page.keyboard.up('Space')
  await expect(again).toContainText('Question 3?')
  await expect(app.page.getByText('Answer 3')).toHaveCount(0)
  expect(app.complaints).toEqual([])
})
