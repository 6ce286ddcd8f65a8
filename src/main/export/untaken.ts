import { extname } from 'node:path'

/** A name no file has yet, numbered when it must be; `taken` holds lower-case names and gets this one. */
export function untaken(fileName: string, taken: Set<string>): string {
  const extension = extname(fileName)
  const base = fileName.slice(0, fileName.length - extension.length)
  for (let number = 1; ; number++) {
    const name = number === 1 ? fileName : `${base} (${number})${extension}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
