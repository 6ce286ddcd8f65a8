import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MethodName } from '../shared/contract.ts'
import { listQuestion, orderOf, PAGE_SIZE } from '../shared/list-question.ts'
import { reachScreen } from './testing/durability/reach-screen.ts'
import { testApp } from './testing/test-app.ts'

describe('app.firstScreen', () => {
  it('answers what each part would be answered that asks for itself', async () => {
    const test = testApp()
    for (const title of ['Tides', 'Lamps', 'Ferries'])
      await test.add(`# ${title}\n\nSome words on ${title}.`, `${title}.md`)
    await test.call('settings.set', { librarySort: 'title', librarySortDescending: false })
    const { start, answers } = await test.call('app.firstScreen', {})
    expect(start).toEqual(await test.call('app.start', {}))
    const { 'articles.list': list, ...others } = answers!
    expect(list.items.map((one) => one.title)).toEqual(['Ferries', 'Lamps', 'Tides'])
    const settings = await test.call('settings.get', {})
    const question = listQuestion('all', undefined, undefined, '', orderOf('all', settings))
    expect(list).toEqual(
      await test.call('articles.list', { ...question, page: { offset: 0, limit: PAGE_SIZE } })
    )
    for (const [method, answer] of Object.entries(others))
      expect(answer, method).toEqual(await test.call(method as MethodName, {} as never))
    await test.close()
  })

  it('says why there is nothing to show while no library is open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-test-'))
    const { start, state } = await reachScreen(folder)
    expect(state.trouble).not.toBeNull()
    expect(await start.dispatch()('app.firstScreen', {})).toEqual({
      ok: true,
      value: { start: state, answers: null }
    })
    await start.close()
    rmSync(folder, { recursive: true })
  })
})
