import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { secondMount } from '../testing/mounts.ts'
import { lockLibrary } from './lock-library.ts'
import { openLibrary } from './open-library.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-mounted-'))
const other = secondMount(folder)
afterAll(() => {
  other?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a line in a process of its own, with `folder` as the library's folder there. */
function elsewhere(place: string, program: string): string {
  const source = `
    import { lockLibrary } from ${JSON.stringify(join(import.meta.dirname, 'lock-library.ts'))}
    import { openLibrary } from ${JSON.stringify(join(import.meta.dirname, 'open-library.ts'))}
    const folder = ${JSON.stringify(place)}
    ${program}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', source], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  })
  return `${stdout}${stderr}`.trim()
}
const tryLock = `try { lockLibrary(folder)(); console.log('free') } catch (error) { console.log(error.code) }`

it.skipIf(!other)(
  'over two mounts a library has one window, and every program sees what the others wrote',
  () => {
    const release = lockLibrary(folder)
    expect(elsewhere(other!.path, tryLock)).toBe('busy')
    const library = openLibrary(folder)
    const read = library.db.prepare("SELECT value FROM settings WHERE key = 'mounts'").pluck()
    const written = elsewhere(
      other!.path,
      `const library = openLibrary(folder)
    library.db.prepare("INSERT INTO settings (key, value) VALUES ('mounts', '1')").run()
    console.log(library.db.prepare("SELECT count(*) FROM settings WHERE key = 'mounts'").pluck().get())
    library.close()`
    )
    expect(written).toBe('1')
    expect(read.get()).toBe('1')
    library.db.prepare("UPDATE settings SET value = '2' WHERE key = 'mounts'").run()
    expect(
      elsewhere(
        other!.path,
        `const library = openLibrary(folder)
      console.log(library.db.prepare("SELECT value FROM settings WHERE key = 'mounts'").pluck().get())
      library.close()`
      )
    ).toBe('2')
    library.close()
    release()
    expect(elsewhere(other!.path, tryLock)).toBe('free')
  }
)
