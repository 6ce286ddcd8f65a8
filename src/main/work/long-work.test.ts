import { describe, expect, it } from 'vitest'
import type { WorkProgress } from '../../shared/work.ts'
import { createLongWork } from './long-work.ts'

describe('createLongWork', () => {
  it('lets others go first between two slices, tells how far it is, and stops when asked', async () => {
    const told: WorkProgress[] = []
    let time = 0
    const work = createLongWork(
      (progress) => {
        told.push(progress)
        if (progress.done >= 30) work.stop(progress.workId)
      },
      () => time
    )
    let others = 0
    const other = setInterval(() => others++, 0)
    const answer = await work.run({ label: 'undo.setColor', total: 100 }, () => {
      time += 300
      return 10
    })
    clearInterval(other)
    expect(answer).toEqual({ done: 30, isWhole: false })
    expect(told.map(({ done, isOver }) => [done, isOver])).toEqual([
      [20, false],
      [30, false],
      [30, true]
    ])
  })
  it('says nothing of what is soon over, and ends when it is closed', async () => {
    const told: WorkProgress[] = []
    const work = createLongWork((progress) => told.push(progress))
    let left = 3
    expect(await work.run({ label: 'x', total: 3 }, () => (left-- > 0 ? 1 : 0))).toEqual({
      done: 3,
      isWhole: true
    })
    const endless = work.run({ label: 'x', total: 1 }, () => 1)
    await work.close()
    expect((await endless).isWhole).toBe(false)
    expect(told).toEqual([])
  })
  it('tells of what a thread does once it takes long, however little that says, and asks it to stop', async () => {
    const told: WorkProgress[] = []
    const stopped = new Error('stopped')
    const work = createLongWork((progress) => {
      told.push(progress)
      if (progress.total > 0) work.stop(progress.workId)
    })
    const silent = await work.follow({ label: 'x' }, async () => {
      await expect.poll(() => told.length).toBe(1)
      return 7
    })
    expect(silent).toBe(7)
    const asked = work.follow({ label: 'y', unit: 'share' }, async (signal, tell) => {
      await expect.poll(() => told.length).toBe(3)
      for (let at = 1; !signal.aborted; at++) {
        tell(at, 1000)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      throw stopped
    })
    await expect(asked).rejects.toBe(stopped)
    expect(told.map(({ label, total, unit, isOver }) => [label, total, unit, isOver])).toEqual([
      ['x', 0, 'things', false],
      ['x', 0, 'things', true],
      ['y', 0, 'share', false],
      ['y', 1000, 'share', false],
      ['y', 1000, 'share', true]
    ])
  })
})
