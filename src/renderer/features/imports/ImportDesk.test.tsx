import { fireEvent, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
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

describe('ImportDesk', () => {
  it('adds what is dropped and reports what could not be added', async () => {
    const { inputsOf } = fakeBridge({
      'imports.active': [],
      'app.takeOffer': null,
      'app.takeFiles': [],
      'libraryImports.interrupted': null,
      'imports.files': ({ batchId }) => ({ batchId, results: [added, failed], stopped: false })
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    fireEvent.drop(window, {
      dataTransfer: {
        types: ['Files'],
        files: [new File(['x'], 'a.txt'), new File(['y'], 'b.bin')],
        getData: () => ''
      }
    })
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Why' }))
    expect(inputsOf('imports.files')).toMatchObject([{ paths: ['/dropped/a.txt', '/dropped/b.bin'] }])
    expect(
      within(await screen.findByRole('dialog', { name: 'What came of the import' })).getByText(
        'b.bin is not a text.'
      )
    ).toBeTruthy()
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
    const clipboardData = { getData: (type: string) => (type === 'text/html' ? '<p>Hello</p>' : 'Hello') }
    fireEvent.paste(screen.getByRole('textbox'), { clipboardData })
    expect(inputsOf('imports.paste')).toEqual([])
    fireEvent.paste(document.body, { clipboardData })
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Read' }))
    expect(inputsOf('imports.paste')).toMatchObject([{ text: 'Hello', html: '<p>Hello</p>' }])
    expect(opened).toEqual([added.articleId])
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
        problems: [{ ...problem, message: 'It has no web address.' }]
      }),
      'libraryImports.saveReport': true
    })
    renderPart(<ImportDesk onOpenArticle={() => {}} onShowLibrary={() => {}} />)
    fireEvent.drop(window, {
      dataTransfer: { types: ['Files'], files: [new File(['x'], 'pocket.csv')], getData: () => '' }
    })
    const user = userEvent.setup()
    const asked = await screen.findByRole('dialog', { name: 'Import from Pocket' })
    expect(within(asked).getByText('31 are in your library already', { exact: false })).toBeTruthy()
    await user.click(within(asked).getByRole('button', { name: 'Add 812 articles' }))
    const report = await screen.findByRole('dialog', { name: 'Imported from Pocket' })
    expect(within(report).getByText('Row 9')).toBeTruthy()
    await user.click(within(report).getByRole('button', { name: 'Save the report…' }))
    const [saved] = inputsOf('libraryImports.saveReport')
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
