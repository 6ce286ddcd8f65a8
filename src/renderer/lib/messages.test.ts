import { describe, expect, it } from 'vitest'
import { commands, commandTitle } from '../../shared/commands.ts'
import { contract, type MethodName } from '../../shared/contract.ts'
import type { Method } from '../../shared/define.ts'
import { isMessageKey, t } from './messages.ts'

describe('the catalogue', () => {
  it('names every command', () => {
    const nameless = commands.map((command) => commandTitle(command.id)).filter((key) => !isMessageKey(key))
    expect(nameless).toEqual([])
  })

  it('names everything that can be undone', () => {
    const labels = (Object.keys(contract) as MethodName[]).flatMap((name) => {
      const method: Method = contract[name]
      return method.kind === 'mutation' && method.undo ? [method.undo] : []
    })
    expect(labels.length).toBeGreaterThan(10)
    expect(labels.filter((label) => !isMessageKey(label))).toEqual([])
  })

  it('counts in the plural and writes big numbers readably', () => {
    expect(t('library.articles', { count: 1 })).toBe('1 article')
    expect(t('library.articles', { count: 12345 })).toBe('12,345 articles')
  })

  it('leaves what it is given as it is', () => {
    expect(t('library.tagTitle', { tag: '<b>&amp;</b>' })).toBe('Tagged <b>&amp;</b>')
  })

  it('gives no shortcut to two commands of one place', () => {
    const seen = new Map<string, string>()
    const clashes: string[] = []
    for (const command of commands) {
      for (const keys of 'keys' in command ? command.keys : []) {
        for (const where of 'where' in command ? [command.where] : ['everywhere']) {
          const other = seen.get(`${where} ${keys}`) ?? seen.get(`everywhere ${keys}`)
          if (other) clashes.push(`${keys}: ${other}, ${command.id}`)
          seen.set(`${where} ${keys}`, command.id)
        }
      }
    }
    expect(clashes).toEqual([])
  })
})
