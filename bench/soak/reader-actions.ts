import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RunningApp } from '../../e2e/app.ts'
import { ask } from '../../e2e/bridge.ts'
import { chooseInMenu } from '../../e2e/pages/layout.ts'
import type { CommandId } from '../../src/shared/commands.ts'
import type { ArticleId } from '../../src/shared/values.ts'
import { showArticle } from '../window/show-article.ts'

/** What somebody does with the app, one action at a time; each ends when the window shows that it is done. */
export interface ReaderActions {
  /** Does the next action. @returns what it was */
  next(): Promise<string>
  /** Leaves whatever is open for the list of articles. */
  rest(): Promise<void>
}

const words = ['harbour', 'lamp', 'river', 'multipolarity', 'the age of', 'because', 'market', 'nobody']
const PATIENCE = 20_000

/**
 * @param articles ids to open
 * @param random 0 to 1, seeded, so that a run can be had again
 */
export function readerActions(
  app: RunningApp,
  articles: readonly string[],
  random: () => number
): ReaderActions {
  const { page } = app
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const imported: string[] = []
  let count = 0
  const run = (command: CommandId) => chooseInMenu(app, command)
  const until = (look: () => boolean) =>
    page.waitForFunction(look, undefined, { polling: 'raf', timeout: PATIENCE })

  async function open(): Promise<void> {
    const articleId = any(imported.length > 0 && random() < 0.1 ? imported : articles)
    await showArticle(app, articleId, PATIENCE)
  }

  const isReading = () =>
    page.evaluate(
      () => document.querySelector<HTMLElement>('iframe.article-frame')?.dataset.ready !== undefined
    )
  /** Makes sure that an article is open and nothing lies over it. */
  async function reading(): Promise<void> {
    if (!(await isReading())) await open()
    await page.evaluate(() => document.querySelector<HTMLIFrameElement>('iframe.article-frame')!.focus())
  }

  /** Selects a few words of a paragraph somewhere in the open article. */
  async function select(): Promise<void> {
    await reading()
    await page.evaluate(
      async ([where, from]) => {
        const frame = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!
        const inside = frame.contentDocument!
        const leaves = [...inside.querySelectorAll('main p[data-at]')].filter(
          (one) => one.textContent!.length > 60
        )
        const leaf = leaves[Math.floor(where! * leaves.length)]!
        leaf.scrollIntoView({ block: 'center', behavior: 'instant' })
        const walker = inside.createTreeWalker(leaf, NodeFilter.SHOW_TEXT)
        const text = walker.nextNode() as Text
        const start = Math.floor(from! * Math.max(1, text.length - 30))
        inside.getSelection()!.setBaseAndExtent(text, start, text, Math.min(text.length, start + 25))
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      },
      [random(), random()]
    )
    await page.getByRole('toolbar', { name: 'Selected words' }).waitFor({ timeout: PATIENCE })
  }
  const unselected = () =>
    page.getByRole('toolbar', { name: 'Selected words' }).waitFor({ state: 'hidden', timeout: PATIENCE })

  const actions: Record<string, { weight: number; act(): Promise<void> }> = {
    open: { weight: 18, act: open },
    scroll: {
      weight: 18,
      async act() {
        await reading()
        await page.evaluate(async (share) => {
          const { contentWindow } = document.querySelector<HTMLIFrameElement>('iframe.article-frame')!
          const view = contentWindow!
          const whole = view.document.documentElement.scrollHeight
          for (let turn = 0; turn < 6; turn++) {
            view.scrollBy(0, (whole * share) / 6)
            await new Promise((done) => requestAnimationFrame(done))
          }
        }, random() - 0.4)
      }
    },
    highlight: {
      weight: 12,
      async act() {
        await select()
        await page.keyboard.press(any(['1', '2', '3', '4', '5']))
        await unselected()
      }
    },
    note: {
      weight: 6,
      async act() {
        await select()
        await page.keyboard.press('n')
        const box = page.getByRole('textbox', { name: 'Note on the highlight' }).first()
        await box.waitFor({ timeout: PATIENCE })
        await box.fill(`A thought, number ${count}, on what is said here about ${any(words)}.`)
        await page.keyboard.press('ControlOrMeta+Enter')
        await box.waitFor({ state: 'hidden', timeout: PATIENCE })
        await page.keyboard.press('Escape')
      }
    },
    card: {
      weight: 4,
      async act() {
        await select()
        await page.keyboard.press('c')
        const editor = page.getByRole('dialog', { name: 'New card' })
        await editor.getByRole('textbox', { name: 'Question' }).fill(`What is number ${count}?`)
        await page.keyboard.press('ControlOrMeta+Enter')
        await editor.waitFor({ state: 'hidden', timeout: PATIENCE })
      }
    },
    review: {
      weight: 4,
      async act() {
        await run('go.study')
        await page.getByRole('heading', { level: 1, name: 'Study' }).waitFor({ timeout: PATIENCE })
        const start = page.getByRole('heading', { name: /cards? waits?$/ })
        if (!(await start.isVisible())) return
        await run('study.start')
        await page.getByRole('article', { name: 'Question' }).waitFor({ timeout: PATIENCE })
        await page.keyboard.press('Space')
        await page.getByRole('group', { name: 'How well did you know it?' }).waitFor({ timeout: PATIENCE })
        await page.keyboard.press(any(['1', '3', '4']))
        await page.waitForTimeout(50)
        await page.keyboard.press('Escape')
      }
    },
    search: {
      weight: 10,
      async act() {
        await run('go.search')
        const box = page.getByRole('searchbox').or(page.getByRole('combobox')).first()
        await box.fill(any(words))
        await until(() => document.querySelector('.results')?.getAttribute('aria-busy') === 'false')
        if (random() < 0.3) {
          await page.keyboard.press('ArrowDown')
          await page.keyboard.press('Enter')
          await page.waitForTimeout(100)
        }
      }
    },
    import: {
      weight: 4,
      async act() {
        const file = join(app.folder, `text-${count}.txt`)
        writeFileSync(
          file,
          `Text number ${count}\n\n${`A paragraph about ${any(words)} and the keeping of lamps, number ${count}. `.repeat(12)}\n`
        )
        const { results } = await ask(page, 'imports.files', {
          batchId: crypto.randomUUID(),
          paths: [file]
        })
        const id = results[0]?.articleId
        if (id) imported.push(id)
      }
    },
    delete: {
      weight: 6,
      async act() {
        const articleId = imported.length > 0 ? any(imported) : any(articles)
        await ask(page, 'articles.trash', { articleIds: [articleId as ArticleId] })
        if (imported.length > 20 && random() < 0.4) {
          await ask(page, 'articles.purge', { articleIds: [articleId as ArticleId] })
          imported.splice(imported.indexOf(articleId), 1)
        } else await ask(page, 'history.undo', {})
      }
    },
    undo: {
      weight: 6,
      async act() {
        await run('history.undo')
        await page.waitForTimeout(30)
        if (random() < 0.5) await run('history.redo')
        await page.waitForTimeout(30)
      }
    },
    notebook: {
      weight: 4,
      async act() {
        await run('go.notebooks')
        await page.waitForTimeout(60)
        const first = page
          .getByRole('main')
          .getByRole('button', { name: /^Notebook of / })
          .first()
        if (!(await first.isVisible())) {
          await ask(page, 'notebooks.create', {
            id: crypto.randomUUID() as never,
            title: `Notebook of ${count}`,
            body: '# One\n\n'
          })
        }
        await first.click({ timeout: PATIENCE })
        const text = page.getByRole('textbox', { name: 'Text of the notebook' })
        await text.waitFor({ timeout: PATIENCE })
        // Written over, not on and on: what grows is to be the app, not the words.
        await text.fill(`# One\n\nWritten ${count} on ${any(words)}.\n\n# Two\n`)
        await run('notebooks.view')
        await page.waitForTimeout(40)
        await run('notebooks.view')
      }
    },
    place: {
      weight: 6,
      async act() {
        await run(
          any([
            'go.library',
            'go.highlights',
            'go.today',
            'go.cards',
            'go.queue',
            'go.numbers',
            'settings.open'
          ])
        )
        await page.waitForTimeout(60)
      }
    },
    theme: {
      weight: 3,
      async act() {
        const theme = any(['light', 'sepia', 'dark', 'black'] as const)
        await run(`view.theme.${theme}`)
        await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme, {
          polling: 'raf',
          timeout: PATIENCE
        })
      }
    },
    panel: {
      weight: 5,
      async act() {
        await reading()
        const panel = any([
          'reader.outline',
          'reader.highlights',
          'reader.versions',
          'reader.typography'
        ] as const)
        await run(panel)
        await page.waitForTimeout(60)
        await page.keyboard.press('Escape')
      }
    },
    find: {
      weight: 3,
      async act() {
        await reading()
        await page.keyboard.press('ControlOrMeta+f')
        await page.keyboard.type('the')
        await page.waitForTimeout(60)
        await page.keyboard.press('Escape')
      }
    },
    palette: {
      weight: 3,
      async act() {
        await page.keyboard.press('ControlOrMeta+k')
        await page.getByRole('combobox').first().fill(any(words))
        await page.waitForTimeout(60)
        await page.keyboard.press('Escape')
      }
    },
    triage: {
      weight: 4,
      async act() {
        const articleIds = [any(articles) as ArticleId]
        if (random() < 0.5) await ask(page, 'articles.setStarred', { articleIds, starred: random() < 0.5 })
        else
          await ask(page, 'articles.setState', { articleIds, state: any(['later', 'reading', 'finished']) })
      }
    }
  }
  const bag = Object.entries(actions).flatMap(([name, { weight }]) => Array<string>(weight).fill(name))

  return {
    async next() {
      count++
      const name = any(bag)
      await actions[name]!.act()
      return name
    },
    async rest() {
      await clear(page)
      await run('go.library')
      await page.getByRole('main').waitFor()
      // Nothing hovered, nothing unfolded, the list at its top: what is counted here is the same each time.
      await page.mouse.move(1, 1)
      await page.keyboard.press('Home')
      await until(
        () => document.querySelector('[role="dialog"], [role="menu"], [role="tooltip"], iframe') === null
      )
      await page.waitForTimeout(700)
    }
  }
}

/** Closes what lies over the window. */
export async function clear(page: Page): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press('Escape')
}
