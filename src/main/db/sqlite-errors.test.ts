import { expect, it } from 'vitest'
import { couldNotWrite } from '../export/library-zip.ts'
import { toAppError } from './sqlite-errors.ts'

const failed = (code: string) => Object.assign(new Error(code), { code })

it('a quota that is used up is said as a full disk is, and so are used up inodes', () => {
  // A disk without inodes answers ENOSPC, one with a quota EDQUOT; SQLite says SQLITE_FULL for both.
  for (const code of ['ENOSPC', 'EDQUOT', 'SQLITE_FULL']) {
    expect(toAppError(failed(code))).toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('Everything saved before is safe')
    })
  }
  for (const code of ['ENOSPC', 'EDQUOT']) {
    expect(couldNotWrite(failed(code))).toMatchObject({ code: 'disk-full' })
  }
})

it('what is unknown stays what it is', () => {
  const bug = new TypeError('x is not a function')
  expect(toAppError(bug)).toBe(bug)
  expect(toAppError(failed('EWHATEVER'))).toMatchObject({ code: 'EWHATEVER' })
})
