import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { HighlightId, NoteId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { type Printer, printingHandlers } from './handlers.ts'
import { printPage } from './print-page.ts'

let test: TestApp
let articleId: Awaited<ReturnType<TestApp['add']>>
let versionId: string
beforeAll(async () => {
  test = testApp()
  articleId = await test.add('# The wall\n\nThe keeper counted every flame & wrote it down.\n', 'wall.md')
  const { version } = await test.call('reading.open', { articleId })
  versionId = version.id
  const { text } = await test.call('reading.text', { versionId: version.id, start: 0, end: 1000 })
  const exact = 'every flame & wrote'
  const start = text.indexOf(exact)
  const id = '01890a5d-ac96-774b-bcce-b302099a8058' as HighlightId
  const place = { start, end: start + exact.length, exact }
  await test.call('highlights.create', { id, articleId, versionId: version.id, color: 'pink', ...place })
  await test.call('notes.save', {
    id: '01890a5d-ac96-774b-bcce-b302099a8059' as NoteId,
    articleId,
    highlightId: id,
    body: 'A *patient* one <script>alert(1)</script> ![x](https://example.org/x.png)'
  })
})
afterAll(() => test.close())

describe('the page for paper', () => {
  const page = () => [...printPage(test.app.context.db, versionId, 'en')!].join('')

  it('draws highlights and sets short notes into the margin beside them', () => {
    expect(page()).toContain('<mark class="drawn" data-color="pink">every flame </mark>')
    expect(page()).toContain('<a href="#note-1">1</a>')
    expect(page()).toMatch(
      /<p [^>]*>.*<span class="side-note" id="note-1".*A <em>patient<\/em> one.*<\/span>.*<\/p>/s
    )
    expect(page()).not.toContain('end-notes')
  })

  it('sets long notes at the end, with numbers both ways', () => {
    const { db } = test.app.context
    const short = db.prepare('SELECT body FROM notes').pluck().get()
    db.prepare('UPDATE notes SET body = body || ?').run(` ${'and so on '.repeat(60)}`)
    expect(page()).toContain('<a href="#note-1">1</a>')
    expect(page()).not.toContain('side-note')
    expect(page()).toMatch(/<li id="note-1" value="1">.*every flame &amp; wrote.*A <em>patient<\/em> one/s)
    db.prepare('UPDATE notes SET body = ?').run(short)
  })

  it('holds nothing that could run or be fetched', () => {
    expect(page()).not.toContain('<script')
    expect(page()).not.toContain('<img')
  })

  it('lists a highlight whose words are not there without drawing it', () => {
    const { db } = test.app.context
    db.prepare("UPDATE highlights SET exact = 'other words'").run()
    expect(page()).not.toContain('<mark')
    expect(page()).toContain('other words')
    db.prepare("UPDATE highlights SET exact = 'every flame & wrote'").run()
  })

  it('has vertical lines where the reader has them, with all notes at the end', async () => {
    const { db } = test.app.context
    db.prepare("UPDATE articles SET language = 'en'").run()
    await test.call('settings.set', { vertical: true })
    // Nobody sets English so.
    expect(page()).toMatch(/^<!doctype html><html lang="en" dir="ltr">/)
    db.prepare("UPDATE articles SET language = 'ja'").run()
    expect(page()).toMatch(/^<!doctype html><html data-writing="vertical-rl" lang="ja" dir="ltr">/)
    expect(page()).not.toContain('side-note')
    expect(page()).toMatch(/<li id="note-1" value="1">.*every flame &amp; wrote.*A <em>patient<\/em> one/s)
    await test.call('settings.set', { vertical: false })
    expect(page()).not.toContain('data-writing')
    db.prepare("UPDATE articles SET language = ''").run()
  })

  it('gives the names of the original’s pages a margin', async () => {
    expect(page()).not.toContain('data-pages')
    const { db } = test.app.context
    db.prepare('UPDATE article_versions SET html = html || ?').run(
      '<a class="page" id="p-1" data-label="1"></a>'
    )
    expect(page()).toMatch(/^<!doctype html><html data-pages dir="ltr">/)
    db.prepare(
      'UPDATE article_versions SET html = substr(html, 1, instr(html, \'<a class="page"\') - 1)'
    ).run()
    expect(page()).not.toContain('data-pages')
  })

  it('is not there for a version that is not', () => {
    expect(printPage(test.app.context.db, '00000000-0000-4000-8000-000000000000')).toBeUndefined()
  })
})

describe('printing', () => {
  const target = () => join(test.folder, 'wall.pdf')
  const handlers = (printer?: Printer, path: string | null = target()) =>
    printingHandlers(test.app.context, printer, { chooseSave: () => Promise.resolve(path) })
  const printer = (pdf: Printer['pdf']): Printer => ({ pdf, paper: () => Promise.resolve(false) })

  it('writes what the printer made, of the right page', async () => {
    const asked: string[] = []
    const made = printer((path) => {
      asked.push(path)
      return Promise.resolve(new TextEncoder().encode('%PDF-'))
    })
    expect(await handlers(made)['printing.savePdf']({ articleId })).toEqual({ path: target() })
    expect(asked).toEqual([`/print/${versionId}`])
    expect(readFileSync(target(), 'utf8')).toBe('%PDF-')
  })

  it('does nothing when the dialog was closed', async () => {
    const never = printer(() => Promise.reject(new Error('not asked')))
    expect(await handlers(never, null)['printing.savePdf']({ articleId })).toBe(null)
    expect(await handlers(never)['printing.print']({ articleId })).toEqual({ printed: false })
  })

  it('ends when it is cancelled, and writes nothing', async () => {
    const elsewhere = join(test.folder, 'cancelled.pdf')
    let begun = () => {}
    const ready = new Promise<void>((resolve) => {
      begun = resolve
    })
    const slow = printer((_path, signal) => {
      begun()
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'printing.cancelled')))
      )
    })
    const own = handlers(slow, elsewhere)
    const saving = Promise.resolve(own['printing.savePdf']({ articleId }))
    await ready
    own['printing.cancel']({})
    await expect(saving).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(elsewhere)).toBe(false)
  })

  it('says so where nothing can print', async () => {
    await expect(handlers()['printing.print']({ articleId })).rejects.toMatchObject({ code: 'unsupported' })
  })
})
