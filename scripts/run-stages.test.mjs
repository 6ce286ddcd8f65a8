import { expect, it } from 'vitest'
import { runStages, together } from './run-stages.mjs'

it('stops at the first stage that fails, and names it', async () => {
  const done = []
  const stage = (name, code) => [
    name,
    async () => {
      done.push(name)
      return code
    }
  ]
  expect(await runStages([stage('one', 0), stage('two', 0)])).toBeUndefined()
  expect(await runStages([stage('three', 0), stage('four', 2), stage('five', 0)])).toBe('four')
  expect(done).toEqual(['one', 'two', 'three', 'four'])
})

it('does side by side what needs nothing of each other, and fails where one of them does', async () => {
  const begun = []
  const ended = []
  const part = (name, code) => [
    name,
    async () => {
      begun.push(name)
      await new Promise((resolve) => setTimeout(resolve, 5))
      ended.push(`${name} after ${begun.join()}`)
      if (code === undefined) throw new Error('broken')
      return code
    }
  ]
  const [name, all] = together([part('a', 0), part('b', 0)])
  expect([name, await all()]).toEqual(['a and b', 0])
  expect(ended).toEqual(['a after a,b', 'b after a,b'])
  for (const code of [3, undefined]) {
    const [, some] = together([part('c', code), part('d', 0)])
    expect(await some()).toBe(code ?? 1)
    expect(ended.at(-1)).toMatch(/^d/)
  }
})
