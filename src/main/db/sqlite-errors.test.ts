import { constants } from 'node:os'
import { expect, it } from 'vitest'
import { couldNotWrite } from '../files/could-not-write.ts'
import { toAppError } from './sqlite-errors.ts'

const failed = (code: string) => Object.assign(new Error(code), { code })

it('a quota that is used up is said as a full disk is, and so are used up inodes', () => {
  // A disk without inodes answers ENOSPC. For a quota Node has a number only; what SQLite makes of one is in
  // testing/durability/quota.ts.
  const quota = Object.assign(failed('UNKNOWN'), { errno: -constants.errno.EDQUOT })
  for (const error of [failed('ENOSPC'), quota, failed('SQLITE_FULL')]) {
    expect(toAppError(error)).toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('Everything saved before is safe')
    })
  }
  for (const error of [failed('ENOSPC'), quota]) {
    expect(couldNotWrite(error)).toMatchObject({ code: 'disk-full' })
  }
})

it('what is unknown stays what it is', () => {
  const bug = new TypeError('x is not a function')
  expect(toAppError(bug)).toBe(bug)
  expect(toAppError(failed('EWHATEVER'))).toMatchObject({ code: 'EWHATEVER' })
})
