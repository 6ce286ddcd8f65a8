import { extname } from 'node:path'

/** Of a file's name, in UTF-8, on most file systems. */
const MOST_BYTES = 255

/** A name no file has yet, numbered when it must be; `taken` holds lower-case names and gets this one. */
export function untaken(fileName: string, taken: Set<string>): string {
  const extension = extname(fileName)
  const base = fileName.slice(0, fileName.length - extension.length)
  for (let number = 1; ; number++) {
    const end = number === 1 ? extension : ` (${number})${extension}`
    const name = `${shortEnough(base, MOST_BYTES - Buffer.byteLength(end))}${end}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/** The beginning of a name that has room in so many bytes. */
function shortEnough(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name
  const signs = [...name]
  while (Buffer.byteLength(signs.join('')) > bytes) signs.pop()
  return signs.join('').trimEnd()
}
