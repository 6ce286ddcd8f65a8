import { extensionOf, titleFromName } from '../import/source/sniff.ts'
import { addressKey } from './address-key.ts'

/** What tells two articles apart that say the same words. */
export interface Named {
  title: string
  url: string
  /** Name of the file it came from, or empty. */
  fileName: string
}

/**
 * Whether two articles of the same words are one: the title belongs to the text, and "Monday" and "Tuesday" may both
 * say that nothing happened. Of one address they are one whatever the title; a title that is only the file's name says
 * nothing, and the site's name beside it neither.
 */
export function isOneText(one: Named, two: Named): boolean {
  if (one.url !== '' && addressKey(one.url) === addressKey(two.url)) return true
  if (isOfFile(one) || isOfFile(two)) return true
  const [first, second] = [plain(one.title), plain(two.title)]
  return first === second || parts(one.title).includes(second) || parts(two.title).includes(first)
}

// What is no file, such as a row of another app's export, is kept under its title.
const isOfFile = ({ title, fileName }: Named) =>
  extensionOf(fileName) !== '' && plain(title) === plain(titleFromName(fileName))

const plain = (title: string) =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** "Title – Site" and "Site | Title" name the title and the site. */
const parts = (title: string) => title.split(/\s+[|–—·:-]\s+/u).map(plain)
