/** What a title says of the whole it is a part of. */
export interface PartOfTitle {
  /** The title without it, lower case. */
  whole: string
  number: number
  /** How many parts there are. */
  count: number
}

const word = '(?:part|page|teil|seite|partie|parte|página|pagina|deel|del|część|часть|страница|الجزء|第)'
const numbers = '(\\d{1,3})\\s*(?:of|von|de|di|sur|van|av|z|из|من|/|／)\\s*(\\d{1,3})'
const forms = [
  new RegExp(`^(.*?)[\\s:：,–—-]*[([（]\\s*${word}?\\s*${numbers}\\s*[)\\]）]$`, 'iu'),
  // Without brackets a word must say that it is a part: 9/11 is a day.
  new RegExp(`^(.*?)[\\s:：,–—-]+${word}\\s*${numbers}$`, 'iu')
]

/** "The crossing (Part 2 of 3)" or "The crossing, part 2/3"; undefined for a title that is no such part. */
export function partOfTitle(title: string): PartOfTitle | undefined {
  const part = readTitle(title)
  return part && { ...part, whole: part.whole.toLowerCase() }
}

/**
 * The title of an article joined of parts, in their order: the first one's, without what it says of being a part once
 * the last part is there.
 */
export function titleOfWhole(titles: readonly string[]): string {
  const [title = '', ...others] = titles
  const first = readTitle(title)
  const isWhole = others.some((other) => isPartOfSame(title, other) && isLast(partOfTitle(other)))
  return first?.number === 1 && isWhole ? first.whole : title
}

/** Whether two titles count parts of one whole. */
export function isPartOfSame(one: string, two: string): boolean {
  const [first, second] = [partOfTitle(one), partOfTitle(two)]
  return first !== undefined && first.whole === second?.whole && first.count === second.count
}

const isLast = (part: PartOfTitle | undefined) => part?.number === part?.count

/** The whole as it is written. */
function readTitle(title: string): PartOfTitle | undefined {
  const stated = title.trim()
  const match = forms.map((form) => form.exec(stated)).find(Boolean)
  const [, whole = '', number, count] = match ?? []
  const found = { whole: whole.trim(), number: Number(number), count: Number(count) }
  // A date or a score is no part of anything.
  const isPart = found.number >= 1 && found.number <= found.count && found.count >= 2 && found.count <= 100
  return isPart && /\p{L}{2}/u.test(found.whole) ? found : undefined
}
