import type { Library } from './db/open-library.ts'

/** How often another program's writes are looked for; a thousand reads of one integer cost about a millisecond. */
const EVERY_MS = 400

/**
 * Notices writes by other connections (the command line on the same library) through SQLite's
 * `data_version`, which changes only when somebody else committed; and looks whether the library is still where it
 * was, so that what its log holds is not lost with it.
 */
export function watchLibrary({ db, place, isInPlace }: Library, onChanged: () => void): { stop(): void } {
  const read = db.prepare('PRAGMA data_version').pluck()
  let seen = read.get() as number
  const timer = setInterval(() => {
    // A share may keep one waiting, and a library on one has no log of this kind.
    if (place.kind !== 'network') isInPlace()
    const version = read.get() as number
    if (version === seen) return
    seen = version
    onChanged()
  }, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
