import { expect, test } from './app.ts'
import { ask } from './bridge.ts'

test('what changes between the first answer and the page that shows it is shown, too', async ({ app }) => {
  const { page } = app
  const starred = page.getByRole('button', { name: /^Starred/ })
  await expect(starred).not.toContainText('1')
  const { items } = await ask(page, 'articles.list', {
    filter: {},
    sort: 'added',
    descending: true,
    page: { offset: 0, limit: 1 }
  })
  // The page is loaded anew, and its scripts come late: main's first answer is an old one by then.
  let release = () => {}
  const late = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/assets/first-*.js', async (route) => {
    await late
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await page.evaluate(() => window.lectern.firstScreen)
  await ask(page, 'articles.setStarred', { articleIds: [items[0]!.id], starred: true })
  release()
  await expect(page.getByRole('heading', { name: 'All articles' })).toBeVisible()
  await expect(starred).toContainText('1')
  expect(app.complaints).toEqual([])
})
