/** Room on A4 between the margins of print-window.ts, in letters' sizes (em) of print.css's 11 points. */
const PAGE_EM = 43
/** What notes in the margin take of it (print.css). */
const NOTES_EM = 13.4
/** What the names of the original's pages take of it (print.css). */
const PAGES_EM = 2.2
/** Sizes that print.css has for tables, percent of the text's size, largest first. */
const SIZES = [88, 75, 65, 55, 48] as const
/** Padding of a cell, both sides, in em of the table (print.css). */
const PADDING_EM = 0.6

/** Widths of letters in em: measured generously on the bundled faces, so that a word never has less room than it needs. */
const NARROW_EM = 0.34
const USUAL_EM = 0.57
const CAPITAL_EM = 0.76
const BOLD = 1.06

const narrow = /[.,:;!|'’ilj()[\]]/u
const capital = /[\p{Lu}mwMW%&@—]/u
/** Lines may break at any letter of these, so a word is one letter. */
const breaksAnywhere =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

const tables = /<table>(.*?)<\/table>/gsu
const cells = /<(t[hd])(\s[^>]*)?>(.*?)<\/t[hd]>/gsu

/**
 * Says of each table of our own stored HTML how small its letters must be on paper for its words to stay whole:
 * `data-size` (one of SIZES), `data-wide` when it also needs the room of the notes beside the text, and
 * `data-breaks` when not even the smallest letters help and words must be broken.
 *
 * @param paper whether notes, and names of the original's pages, stand in the margins of these pages
 */
export function fitTables(html: string, paper: { hasNotes: boolean; hasPages: boolean }): string {
  const most = PAGE_EM - (paper.hasPages ? PAGES_EM : 0)
  const room = paper.hasNotes ? most - NOTES_EM : most
  return html.replace(tables, (whole: string, inner: string) => {
    // A table in a cell has its own room, which is not known here.
    if (inner.includes('<table')) return whole
    const needed = neededWidth(inner)
    const beside = SIZES.find((size) => (needed * size) / 100 <= room)
    if (beside !== undefined && beside >= 65) return `<table data-size="${beside}">${inner}</table>`
    const wide = SIZES.find((size) => (needed * size) / 100 <= most)
    const attributes =
      wide === undefined ? ` data-size="${SIZES.at(-1)}" data-breaks` : ` data-size="${wide}"`
    return `<table${attributes} data-wide>${inner}</table>`
  })
}

/** Sum over the columns of the width of their longest words, in em of the table. */
function neededWidth(inner: string): number {
  const columns: number[] = []
  for (const row of inner.split('</tr>')) {
    let column = 0
    for (const [, tag, attributes = '', content = ''] of row.matchAll(cells)) {
      const span = Number(/colspan="(\d+)"/.exec(attributes)?.[1] ?? 1)
      const width = (longestWord(content) * (tag === 'th' ? BOLD : 1)) / span + PADDING_EM
      for (const end = column + span; column < end; column++)
        columns[column] = Math.max(columns[column] ?? 0, width)
    }
  }
  return columns.reduce((sum, width) => sum + width, 0)
}

function longestWord(html: string): number {
  const text = html.replace(/<[^>]*>/gu, '').replace(/&(?:#\w+|\w+);/gu, '&')
  let longest = 0
  for (const word of text.split(/[\s\u00ad\u200b-]+/u)) {
    let width = 0
    for (const letter of word) {
      if (breaksAnywhere.test(letter)) {
        longest = Math.max(longest, 1)
        width = 0
      } else width += narrow.test(letter) ? NARROW_EM : capital.test(letter) ? CAPITAL_EM : USUAL_EM
      longest = Math.max(longest, width)
    }
  }
  return longest
}
