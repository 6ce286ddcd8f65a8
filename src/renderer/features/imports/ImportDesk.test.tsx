import { act, fireEvent, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ImportRecord, ImportRow } from '../../../shared/imports.ts'
import { typedAhead } from '../../lib/typed-ahead.ts'
import { runCommand } from '../../lib/use-command.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleArticle } from '../../testing/samples.ts'
import { ImportDesk } from './ImportDesk.tsx'

const added = {
  file: 'a.txt',
  status: 'added' as const,
  articleId: sampleArticle(1).id,
  title: 'A',
  message: ''
}
const failed = {
  file: 'b.bin',
  status: 'failed' as const,
  articleId: null,
  title: '',
  message: 'b.bin is not a text.'
}

const record = (some: Partial<ImportRecord>): ImportRecord => ({
  batchId: crypto.randomUUID(),
  kind: 'files',
  app: '',
  name: '',
  begunAt: 1_700_000_000_000,
  end: 'ended',
  counts: { added: 1, here: 0, missing: 1 },
  ...some
})
const row: ImportRow = {
  number: 1,
  row: null,
  fate: 'failed',
  name: '',
  title: '',
  articleId: null,
  message: ''
}
const batchOf = (inputs: readonly unknown[]) => (inputs[0] as { batchId: string }).batchId

describe('ImportDesk', () => {
  it('adds what is dropped and reports what could not be added', async () => {
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.files': ({ batchId }) => ({ batchId, results: [added, failed], stopped: false }),
      'imports.reports': () => [record({ batchId: batchOf(inputsOf('imports.files')) })],
      'imports.reportRows': { total: 1, items: [{ ...row, name: '/dropped/b.bin', message: failed.message }] }
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    fireEvent.drop(window, {
      dataTransfer: {
        types: ['Files'],
        files: [new File(['x'], 'a.txt'), new File(['y'], 'b.bin')],
        items: [],
        getData: () => ''
      }
    })
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Why' }))
    expect(inputsOf('imports.files')).toMatchObject([{ paths: ['/dropped/a.txt', '/dropped/b.bin'] }])
    const report = await screen.findByRole('dialog', { name: 'What came of the import' })
    expect(await within(report).findByText('b.bin is not a text.')).toBeTruthy()
  })

  it.each(['dropped', 'pasted'])(
    'looks at a folder that is %s before anything of it is added',
    async (how) => {
      const { inputsOf } = fakeBridge({
        'imports.active': [],
        'app.takeOffer': null,
        'app.takeFiles': [],
        'libraryImports.interrupted': null,
        'imports.plan': ({ batchId }) => ({
          batchId,
          files: [{ file: '/dropped/inbox/a.txt', fate: 'new', title: 'Tides', message: '' }],
          stopped: false
        }),
        'imports.files': ({ batchId }) => ({ batchId, results: [added], stopped: false })
      })
      renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
      const data = {
        types: ['Files'],
        files: [new File([], 'inbox'), new File(['x'], 'a.txt')],
        items: [true, false].map((isDirectory) => ({ webkitGetAsEntry: () => ({ isDirectory }) })),
        getData: () => ''
      }
      if (how === 'dropped') fireEvent.drop(window, { dataTransfer: data })
      else fireEvent.paste(document.body, { clipboardData: data })
      const plan = await screen.findByRole('dialog', { name: 'What would come in' })
      expect(inputsOf('imports.files')).toEqual([])
      await userEvent.setup().click(within(plan).getByRole('button', { name: 'Add 1 article' }))
      expect(inputsOf('imports.files')).toMatchObject([{ paths: ['/dropped/inbox', '/dropped/a.txt'] }])
    }
  )

  it('finds the reports of earlier imports again, opens an article of one, and deletes', async () => {
    const records = ['cut-short', 'ended'].map((end, index) =>
      record({ batchId: crypto.randomUUID(), name: `inbox ${index}`, end: end as ImportRecord['end'] })
    )
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.reports': records,
      'imports.reportRows': {
        total: 1,
        items: [{ ...row, fate: 'added', title: 'Tides', articleId: added.articleId }]
      },
      'imports.deleteReports': null
    })
    const opened: string[] = []
    renderPart(<ImportDesk onOpenArticle={(id) => opened.push(id)} onShowLibrary={() => {}} />)
    act(() => void runCommand('import.report'))
    const list = await screen.findByRole('dialog', { name: 'Reports of imports' })
    const user = userEvent.setup()
    const [first] = await within(list).findAllByRole('listitem')
    expect(first!.textContent).toContain('inbox 0')
    expect(first!.textContent).toContain('cut short')
    await user.click(within(first!).getByRole('button', { name: 'Delete this report' }))
    expect(inputsOf('imports.deleteReports')).toEqual([{ batchIds: [records[0]!.batchId] }])
    expect(await screen.findByText('Report deleted')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
    await user.click(within(list).getByRole('button', { name: 'Delete all reports' }))
    expect(await screen.findByText('2 reports deleted')).toBeTruthy()
    expect(inputsOf('imports.deleteReports')[1]).toEqual({ batchIds: records.map(({ batchId }) => batchId) })
    await user.click(within(list).getByRole('button', { name: /inbox 1/ }))
    const report = await screen.findByRole('dialog', { name: 'What came of the import' })
    expect(inputsOf('imports.reportRows')).toMatchObject([{ batchId: records[1]!.batchId }])
    await user.click(await within(report).findByRole('button', { name: 'Tides' }))
    expect(opened).toEqual([added.articleId])
    expect(screen.queryByRole('dialog', { name: 'What came of the import' })).toBeNull()
  })

  it('adds what is pasted outside a field, rich form included, and leaves fields alone', async () => {
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.paste': ({ batchId }) => ({ batchId, results: [added], stopped: false })
    })
    const opened: string[] = []
    renderPart(
      <>
        <input aria-label="field" />
        <ImportDesk onOpenArticle={(id) => opened.push(id)} onShowLibrary={() => {}} />
      </>
    )
    const clipboardData = {
      getData: (type: string) => (type === 'text/html' ? '<p>Hello there</p>' : 'Hello there')
    }
    fireEvent.paste(screen.getByRole('textbox'), { clipboardData })
    expect(inputsOf('imports.paste')).toEqual([])
    fireEvent.paste(document.body, { clipboardData })
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Read' }))
    expect(inputsOf('imports.paste')).toMatchObject([{ text: 'Hello there', html: '<p>Hello there</p>' }])
    expect(opened).toEqual([added.articleId])
  })

  it('leaves what is pasted to a note whose field is coming', () => {
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.paste': ({ batchId }) => ({ batchId, results: [added], stopped: false })
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    typedAhead.begin(true)
    fireEvent.paste(document.body, {
      clipboardData: { getData: (type: string) => (type === 'text/plain' ? 'Hello there' : '') }
    })
    expect(typedAhead.take()).toBe('Hello there')
    expect(inputsOf('imports.paste')).toEqual([])
  })

  it('asks before a word becomes an article, and says of the place of a file that it is one', async () => {
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.choose': null,
      'imports.paste': ({ batchId }) => ({ batchId, results: [added], stopped: false })
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    const user = userEvent.setup()
    const paste = (text: string) =>
      fireEvent.paste(document.body, {
        clipboardData: { getData: (type: string) => (type === 'text/plain' ? text : '') }
      })
    paste('file:///home/ada/sea.html')
    expect(await screen.findByText(/where a file is/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Choose files…' }))
    expect(inputsOf('imports.choose')).toHaveLength(1)
    paste(' tide ')
    expect(await screen.findByText('“tide” is a single word, so it was not added.')).toBeTruthy()
    expect(inputsOf('imports.paste')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Add it anyway' }))
    expect(inputsOf('imports.paste')).toMatchObject([{ text: ' tide ' }])
  })

  it('adds files that are pasted, and asks about a link that is dropped', async () => {
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.files': ({ batchId }) => ({ batchId, results: [added], stopped: false }),
      'imports.paste': ({ batchId }) => ({
        batchId,
        results: [{ file: '', status: 'failed', articleId: null, title: '', message: 'It has no text.' }],
        stopped: false
      })
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    // As file managers copy: the file, and its path as text.
    fireEvent.paste(document.body, {
      clipboardData: { files: [new File(['x'], 'a.txt')], getData: () => '/dropped/a.txt' }
    })
    expect(await screen.findByText('Added “A”')).toBeTruthy()
    expect(inputsOf('imports.files')).toMatchObject([{ paths: ['/dropped/a.txt'] }])
    expect(inputsOf('imports.paste')).toEqual([])

    const link = (type: string) => ({
      types: [type],
      files: [],
      items: [],
      getData: (asked: string) => (asked === type ? 'https://example.org/linked' : '')
    })
    // What is dragged from the window itself is only moved.
    fireEvent.dragStart(document.body)
    fireEvent.drop(document.body, { dataTransfer: link('text/plain') })
    fireEvent.dragEnd(document.body)
    expect(screen.queryByRole('dialog', { name: 'Add from the web' })).toBeNull()
    fireEvent.drop(document.body, { dataTransfer: link('text/uri-list') })
    const asked = await screen.findByRole('dialog', { name: 'Add from the web' })
    expect(within(asked).getByRole<HTMLInputElement>('textbox').value).toBe('https://example.org/linked')
    await userEvent.setup().keyboard('{Escape}')

    // A picture that was copied is told of, not passed over.
    fireEvent.paste(document.body, {
      clipboardData: { files: [new File(['x'], 'image.png')], getData: () => '' }
    })
    expect(await screen.findByText('It has no text.')).toBeTruthy()
  })

  it('plans another app’s library, adds it when told to, and reports what did not come', async () => {
    const plan = {
      app: 'Pocket',
      fileName: 'pocket.csv',
      wouldAdd: 812,
      alreadyHere: 31,
      inTrash: 0,
      unreadable: 4,
      highlights: 0,
      withText: 0,
      sample: ['Tides']
    }
    const problem = { row: 9, title: '', url: '', fate: 'unreadable' as const, articleId: null }
    const message = 'It has no web address.'
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.files': ({ batchId }) => ({
        batchId,
        results: [
          { file: '/dropped/pocket.csv', status: 'library', articleId: null, title: 'Pocket', message: '' }
        ],
        stopped: false
      }),
      'libraryImports.plan': ({ batchId }) => ({ batchId, ...plan }),
      'libraryImports.run': ({ batchId }) => ({
        batchId,
        app: 'Pocket',
        cancelled: false,
        added: 812,
        updated: 0,
        alreadyHere: 31,
        inTrash: 0,
        unreadable: 4,
        failed: 0,
        problems: [{ ...problem, message }]
      }),
      'imports.reports': () => [
        record({ batchId: batchOf(inputsOf('libraryImports.run')), kind: 'library', app: 'Pocket' })
      ],
      'imports.reportRows': { total: 1, items: [{ ...row, row: 9, fate: 'unreadable', message }] },
      'imports.saveReport': true
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    fireEvent.drop(window, {
      dataTransfer: { types: ['Files'], files: [new File(['x'], 'pocket.csv')], items: [], getData: () => '' }
    })
    const user = userEvent.setup()
    const asked = await screen.findByRole('dialog', { name: 'Import from Pocket' })
    expect(within(asked).getByText('31 are in your library already', { exact: false })).toBeTruthy()
    await user.click(within(asked).getByRole('button', { name: 'Add 812 articles' }))
    const report = await screen.findByRole('dialog', { name: 'Imported from Pocket' })
    expect(await within(report).findByText('Row 9')).toBeTruthy()
    await user.click(within(report).getByRole('button', { name: 'Save the report…' }))
    const [saved] = inputsOf('imports.saveReport')
    expect(inputsOf('libraryImports.run')).toEqual([{ ...saved!, fromTrash: false }])
  })

  it('asks before an address goes to the network, wherever it came from', async () => {
    let offered: string | null = 'https://example.org/handed-over'
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'libraryImports.interrupted': null,
      'app.takeFiles': [],
      'app.takeOffer': () => {
        const once = offered
        offered = null
        return once
      },
      'imports.address': ({ batchId }) => ({ batchId, results: [added], stopped: false })
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    const user = userEvent.setup()
    const dialog = await screen.findByRole('dialog', { name: 'Add from the web' })
    expect(within(dialog).getByText(/tells the site your internet address/)).toBeTruthy()
    expect(within(dialog).getByRole<HTMLInputElement>('textbox').value).toBe(
      'https://example.org/handed-over'
    )
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    const clipboardData = {
      getData: (type: string) => (type === 'text/plain' ? 'https://example.org/pasted' : '')
    }
    fireEvent.paste(document.body, { clipboardData })
    const again = await screen.findByRole('dialog', { name: 'Add from the web' })
    const field = within(again).getByRole<HTMLInputElement>('textbox')
    expect(field.value).toBe('https://example.org/pasted')
    expect(inputsOf('imports.address')).toEqual([])
    await user.clear(field)
    await user.type(field, 'not an address{Enter}')
    expect(within(again).getByRole('alert')).toBeTruthy()
    await user.clear(field)
    await user.type(field, 'example.org/typed{Enter}')
    expect(inputsOf('imports.address')).toMatchObject([{ address: 'https://example.org/typed' }])
  })
})
