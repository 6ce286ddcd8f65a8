import { describe, expect, it } from 'vitest'
import { createWorkerRests } from './worker-rests.ts'

describe('the rests of a worker that ends by itself', () => {
  it('grow up to two minutes, and begin anew after one that lived, or when somebody asks', () => {
    let time = 0
    const rests = createWorkerRests(() => time)
    const dieAfter = (life: number) => {
      rests.started()
      time += life
      return rests.ended()
    }
    const soon = () => dieAfter(100)
    expect([soon(), soon(), soon(), soon(), soon(), soon(), soon()]).toEqual([
      0, 0, 1000, 5000, 30_000, 120_000, 120_000
    ])
    expect(dieAfter(60_000)).toBe(0)
    expect([soon(), soon()]).toEqual([0, 1000])
    rests.forget()
    expect([soon(), soon(), soon()]).toEqual([0, 0, 1000])
  })
})
