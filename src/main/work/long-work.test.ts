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
})
