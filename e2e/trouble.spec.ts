import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startApp } from './app.ts'

const cases: [string, (library: string) => void, RegExp][] = [
  ['an empty file', (library) => writeFileSync(join(library, 'library.sqlite'), ''), /empty \(0 bytes\)/],
  [
    'a foreign file',
    (library) => writeFileSync(join(library, 'library.sqlite'), 'My diary, and no library'),
    /not a Lectern library/
  ],
  ['a missing file', (library) => writeFileSync(join(library, 'library.sqlite-wal'), 'log'), /is missing/]
]

for (const [what, prepare, sentence] of cases) {
  test(`${what} where the library should be gets a screen, and is left as it is`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-trouble-'))
    const library = join(folder, 'library')
    mkdirSync(library)
    prepare(library)
    const hash = () => {
      try {
        return createHash('sha256')
          .update(readFileSync(join(library, 'library.sqlite')))
          .digest('hex')
      } catch {
        return 'none'
      }
    }
    const before = hash()
    const app = await startApp({ folder })
    await expect(app.page.getByRole('alert')).toHaveText(sentence)
    expect(hash()).toBe(before)
    // Put right, the same window goes on.
    rmSync(library, { recursive: true })
    await app.page.getByRole('button', { name: 'Try again' }).click()
    await expect(app.page.getByText('Welcome to Lectern').first()).toBeVisible()
    await app.close()
  })
}
