import { textLines, writePdf } from '../../src/main/import/fixtures/write-pdf.ts'

/** One text in one layout, and what should come out of it. */
export interface Layout {
  name: string
  /** To be printed by Chromium; or the file itself. */
  html?: string
  pdf?: Uint8Array
  head: string
  foot: string
  /** What a reader reads, in order, with notes at the end. */
  text: string
  /** Sentences that occur once, in order. */
  sentences: string[]
  /** What stands on every page and belongs to none. */
  furniture: string[]
}

const HEAD = 'Annals of Small Harbours, twelfth year'

// Word by word from lists of ours, so that every sentence is its own and its place can be told.
const subjects =
  'keeper captain baker painter widow pilot clerk doctor teacher carpenter sailor gardener judge printer fisher miller'.split(
    ' '
  )
const verbs =
  'described measured forgot repaired remembered painted counted abandoned investigated photographed'.split(
    ' '
  )
const objects =
  'lighthouse harbour notebook instruments lanterns warehouse international-treaty mountain archive orchestra environmental-report railway'.split(
    ' '
  )
const places =
  'before breakfast|near the northern wall|with considerable understanding|after the winter|against all regulations|without a responsible assistant|in the presence of the administration|behind the customs house'.split(
    '|'
  )

function sentences(count: number, seed: number): string[] {
  let state = seed
  const pick = <T>(list: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return list[(state >> 8) % list.length]!
  }
  const seen = new Set<string>()
  while (seen.size < count) {
    const one = `The ${pick(subjects)} ${pick(verbs)} the ${pick(objects)} of the ${pick(subjects)} ${pick(places)}, and the ${pick(subjects)} ${pick(verbs)} another ${pick(objects)} ${pick(places)}.`
    seen.add(one)
  }
  return [...seen]
}

interface Part {
  heading?: string
  paragraphs: string[][]
  list?: string[]
  table?: string[][]
}

function article(seed: number): { title: string; parts: Part[]; all: string[] } {
  const all = sentences(120, seed)
  let at = 0
  const take = (count: number) => {
    at += count
    return all.slice(at - count, at)
  }
  const parts = ['Beginnings', 'Methods of the office', 'What was found', 'What remains'].map(
    (heading, index): Part => ({
      heading: `${index + 1}. ${heading}`,
      paragraphs: [take(6), take(7), take(6), take(5)],
      ...(index === 1 ? { list: take(4) } : {}),
      ...(index === 2
        ? {
            table: [
              ['Basin', 'Depth', 'Year'],
              ['Northern', '34.2', '1901'],
              ['Southern', '12.9', '1912'],
              ['Eastern', '7.1', '1930']
            ]
          }
        : {})
    })
  )
  return { title: 'A hundred years of a small harbour and its administration', parts, all }
}

function textOf({ title, parts }: ReturnType<typeof article>): { text: string; sentences: string[] } {
  const said = [title]
  const order: string[] = []
  for (const part of parts) {
    said.push(part.heading ?? '')
    for (const paragraph of part.paragraphs) {
      said.push(paragraph.join(' '))
      order.push(...paragraph)
    }
    for (const row of part.table ?? []) said.push(row.join(' '))
    for (const item of part.list ?? []) said.push(item)
    order.push(...(part.list ?? []))
  }
  return { text: said.join('\n'), sentences: order }
}

function htmlOf({ title, parts }: ReturnType<typeof article>, css: string, wrap = ''): string {
  const body = parts
    .map(
      (part) =>
        `<h2>${part.heading}</h2>${part.paragraphs.map((one) => `<p>${one.join(' ')}</p>`).join('')}` +
        (part.table
          ? `<table>${part.table.map((row, index) => `<tr>${row.map((cell) => (index ? `<td>${cell}</td>` : `<th>${cell}</th>`)).join('')}</tr>`).join('')}</table>`
          : '') +
        (part.list ? `<ul>${part.list.map((one) => `<li>• ${one}</li>`).join('')}</ul>` : '')
    )
    .join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>@page{size:A4;margin:2.4cm} body{font:10.5pt/1.35 serif} h1{font-size:20pt} h2{font-size:13pt} ul{list-style:none;padding-left:1em} li{text-indent:-1em;padding-left:1em} td,th{padding:2pt 16pt 2pt 0;text-align:left} ${css}</style></head><body><h1>${title}</h1><div class="${wrap}">${body}</div></body></html>`
}

/** Every layout that is measured. */
export function layouts(): Layout[] {
  const small = 'font-size:8px;width:100%;text-align:center'
  const head = `<div style="${small}">${HEAD}</div>`
  const foot = `<div style="${small}"><span class="pageNumber"></span></div>`
  const none = '<span></span>'
  const printed = (name: string, seed: number, css: string, wrap = '', furniture = true): Layout => {
    const one = article(seed)
    return {
      name,
      html: htmlOf(one, css, wrap),
      head: furniture ? head : none,
      foot: furniture ? foot : none,
      ...textOf(one),
      furniture: furniture ? [HEAD] : []
    }
  }
  const justified = 'p,li{text-align:justify;hyphens:auto} p{margin:0;text-indent:1.3em} h2+p{text-indent:0}'
  return [
    printed('one column, spaced', 11, 'p{margin:0 0 .8em}'),
    printed('one column, justified, hyphens, indents', 22, justified),
    printed('no head or foot', 33, justified, '', false),
    printed('two columns, justified, hyphens', 44, `${justified} .c{columns:2;column-gap:8mm}`, 'c'),
    printed('two columns, ragged, spaced', 55, 'p{margin:0 0 .6em} .c{columns:2;column-gap:10mm}', 'c'),
    printed(
      'three columns, small',
      66,
      `body{font-size:8.5pt} ${justified} .c{columns:3;column-gap:6mm}`,
      'c'
    ),
    printed('sans, wide leading', 77, 'body{font:10pt/1.8 sans-serif} p{margin:0 0 1em}'),
    printed('A5 book', 88, `@page{size:A5;margin:1.8cm} ${justified}`),
    printed('large print', 99, 'body{font-size:17pt} p{margin:0 0 .8em}'),
    footnotes()
  ]
}

/** Two columns with running heads, page numbers and footnotes at the foot of each, by our own writer. */
function footnotes(): Layout {
  const all = sentences(60, 123)
  const notes = sentences(6, 321)
  const pages: { lines: string[]; note: string }[] = []
  const lines = all.flatMap((one) => wrapped(one, 52))
  const perColumn = 44
  for (let from = 0; from < lines.length; from += perColumn * 2)
    pages.push({ lines: lines.slice(from, from + perColumn * 2), note: notes[pages.length % notes.length]! })
  const pdf = writePdf({
    pages: pages.map(({ lines: own, note }, index) => {
      const left = own.slice(0, perColumn)
      const right = own.slice(perColumn)
      const size = 9.5
      return {
        texts: [
          { x: 60, y: 808, text: HEAD, size: 8 },
          { x: 520, y: 808, text: String(index + 201), size: 8 },
          ...textLines(left, { x: 60, y: 770, size, leading: 12 }),
          ...textLines(right, { x: 310, y: 770, size, leading: 12 }),
          // The sign stands after the first line's last word.
          { x: 60.5 + helveticaWidth(left[0]!) * size, y: 773, text: String(index + 1), size: 5.5 },
          { x: 60, y: 193, text: String(index + 1), size: 5 },
          ...textLines(wrapped(note, 62), { x: 65, y: 190, size: 7.5, leading: 9 })
        ]
      }
    })
  })
  const used = pages.map((one) => one.note)
  return {
    name: 'two columns with footnotes',
    pdf,
    head: '',
    foot: '',
    text: [...all, ...used].join(' '),
    sentences: all,
    furniture: [HEAD]
  }
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, line]
}

/** Width of a line in Helvetica, in heights of the type (Adobe's metrics of the standard faces). */
function helveticaWidth(text: string): number {
  let width = 0
  for (const letter of text) {
    if (/[ijl]/.test(letter)) width += 0.222
    else if (/[tf .,]/.test(letter)) width += 0.278
    else if (/[r-]/.test(letter)) width += 0.333
    else if (/[cksvxyz]/.test(letter)) width += 0.5
    else if (letter === 'w') width += 0.722
    else if (letter === 'm') width += 0.833
    else width += letter === 'T' ? 0.611 : 0.556
  }
  return width
}
