import { describe, expect, it, vi } from 'vitest'
import type { ImportResult } from '../../../shared/imports.ts'
import { sampleArticle } from '../../testing/samples.ts'
import { toldResults } from './told-results.ts'

const result = (status: ImportResult['status'], more: Partial<ImportResult> = {}): ImportResult => ({
  file: 'a.txt',
  status,
  articleId: status === 'added' || status === 'already-here' ? sampleArticle(1).id : null,
  title: 'Tides',
  message: status === 'failed' ? 'a.txt is not a text.' : '',
  ...more
})
const ways = { article: vi.fn(), library: vi.fn(), report: vi.fn() }
const told = (results: ImportResult[], stopped = false) =>
  toldResults({ batchId: 'batch', results, stopped }, ways)
/** Each message with what its button says. */
const said = (...given: Parameters<typeof told>) =>
  told(...given).map(({ message, action }) => [message, action?.label])

describe('what is said of an import', () => {
  it('leads to the one article, or to the library where it is several', () => {
    expect(said([result('added')])).toEqual([['Added “Tides”', 'Read']])
    told([result('added')])[0]!.action!.onClick()
    expect(ways.article).toHaveBeenCalledWith(sampleArticle(1).id)
    expect(said([result('added'), result('added')])).toEqual([['Added 2 articles', 'Show']])
    expect(said([result('added'), result('already-here')])).toEqual([['Added “Tides”', 'Read']])
  })

  it('says what could not be added before what was: the reason of one file, the number of several', () => {
    expect(said([result('failed')])).toEqual([['a.txt is not a text.', undefined]])
    expect(said([result('failed'), result('added')])).toEqual([
      ['1 file could not be added', 'Why'],
      ['Added “Tides”', 'Read']
    ])
    told([result('failed'), result('added')])[0]!.action!.onClick()
    expect(ways.report).toHaveBeenCalledWith('batch')
  })

  it('says a remark with the article, or that there are some', () => {
    expect(told([result('added', { message: 'Pictures are missing.' })])).toMatchObject([{ kind: 'error' }])
    expect(said([result('added', { message: 'Pictures are missing.' }), result('added')])).toHaveLength(2)
    expect(said([result('added'), result('added')])).toHaveLength(1)
  })

  it('says that it was stopped only of several files, and that nothing came only when nothing is told', () => {
    expect(told([result('added'), result('added')], true)).toHaveLength(2)
    expect(told([result('added')], true)).toHaveLength(1)
    expect(told([], true)).toEqual([])
    expect(told([])).toHaveLength(1)
    expect(told([result('library')])).toEqual([])
  })
})
