import { expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { deleteMeta, readMeta, writeMeta } from './meta.ts'

it('remembers one value to a key, the last one, until it is forgotten', async () => {
  const test = testApp()
  try {
    const { db } = test.app.context
    expect(readMeta(db, 'test.key')).toBeUndefined()
    writeMeta(db, 'test.key', 'one')
    writeMeta(db, 'test.key', '')
    expect(readMeta(db, 'test.key')).toBe('')
    deleteMeta(db, 'test.key')
    deleteMeta(db, 'test.key')
    expect(readMeta(db, 'test.key')).toBeUndefined()
  } finally {
    await test.close()
  }
})
