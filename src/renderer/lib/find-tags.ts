import { foldName } from './fold-name.ts'

/** The folded names of a list of tags, which may be very many, for as long as that list is there. */
const folded = new WeakMap<readonly { tag: string }[], string[]>()

function namesOf(tags: readonly { tag: string }[]): string[] {
  const names = folded.get(tags) ?? tags.map(({ tag }) => foldName(tag))
  folded.set(tags, names)
  return names
}

/**
 * The tags whose name has what is typed, those that begin with it first; else in their order. Nothing typed is in
 * every name.
 * @param most as many as are wanted
 */
export function findTags<T extends { tag: string }>(tags: readonly T[], typed: string, most: number): T[] {
  const part = foldName(typed.trim().replace(/\s+/gu, ' '))
  if (part === '') return tags.slice(0, most)
  const names = namesOf(tags)
  const found: T[] = []
  const inside: T[] = []
  for (const [index, tag] of tags.entries()) {
    const at = names[index]!.indexOf(part)
    if (at === 0) found.push(tag)
    else if (at > 0 && inside.length < most) inside.push(tag)
    if (found.length === most) return found
  }
  return [...found, ...inside].slice(0, most)
}
