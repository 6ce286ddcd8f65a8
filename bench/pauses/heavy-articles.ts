/** A file that is hard to show, and a few of its words that stand alone in a paragraph of some length. */
export interface HeavyArticle {
  name: string
  fileName: string
  content: string
}

const line = 'The keeper walked along the quay at dusk and counted every flame. '
const words = 'tide harbour lamp keeper quay rope moon flame ledger storm salt anchor gull pilot reef'.split(
  ' '
)
const times = (count: number, make: (at: number) => string, between = '') =>
  Array.from({ length: count }, (_, at) => make(at)).join(between)
const page = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Heavy</title></head><body><article><h1>Heavy</h1><p>${line.repeat(4)}</p>${body}<p>${line.repeat(4)}</p></article></body></html>`

/** Very large articles and such as are hard to lay out: rows 11 to 14, 17, 24, 33 and 39 of our plan of bad input. */
export const heavyArticles: readonly HeavyArticle[] = [
  {
    name: 'a book of a million words',
    fileName: 'book.md',
    content: times(
      100,
      (at) => `# Chapter ${at}\n\n${times(90, (n) => `${at}.${n} ${line.repeat(9)}`, '\n\n')}`,
      '\n\n'
    )
  },
  {
    name: 'one paragraph of 2 MB',
    fileName: 'paragraph.txt',
    content: `Heavy\n\n${times(180_000, (at) => `${words[(at * 7) % 15]}${at % 13}`, ' ')}\n\nThe end.`
  },
  {
    name: 'one paragraph of 20 MB',
    fileName: 'long-paragraph.txt',
    content: `Heavy\n\n${times(1_800_000, (at) => `${words[(at * 7) % 15]}${at % 13}`, ' ')}\n\nThe end.`
  },
  {
    name: 'one word of 20 MB',
    fileName: 'word.txt',
    content: `Heavy\n\n${'abcdefghij'.repeat(2_000_000)}\n\nThe end.`
  },
  {
    name: '200,000 paragraphs of a page',
    fileName: 'paragraphs.html',
    content: page(times(200_000, (at) => `<p>${words[at % 15]}</p>`))
  },
  {
    name: 'a hundred thousand marks in one paragraph',
    fileName: 'marks.html',
    content: page(`<p>${times(50_000, (at) => `<b><i>${words[at % 15]}</i></b> `)}</p>`)
  },
  {
    name: 'a table of 20,000 rows',
    fileName: 'rows.html',
    content: page(
      `<table>${times(20_000, (at) => `<tr>${times(5, (n) => `<td>${words[(at + n) % 15]} ${at}</td>`)}</tr>`)}</table>`
    )
  },
  {
    name: 'a table of 1,000 columns',
    fileName: 'columns.html',
    content: page(
      `<table>${times(60, (at) => `<tr>${times(1000, (n) => `<td>${words[(at + n) % 15]}</td>`)}</tr>`)}</table>`
    )
  },
  {
    name: 'a list of 100,000 items',
    fileName: 'items.html',
    content: page(`<ul>${times(100_000, (at) => `<li>${words[at % 15]} ${at}</li>`)}</ul>`)
  },
  {
    name: 'lists 500 deep',
    fileName: 'deep.html',
    content: page(`${'<ul><li>'.repeat(500)}${line}${'</li></ul>'.repeat(500)}`)
  },
  {
    name: '5 MB of code',
    fileName: 'code.html',
    content: page(
      `<pre><code>${times(80_000, (at) => `let ${words[at % 15]}${at} = f(${at}, "${line}")\n`)}</code></pre>`
    )
  },
  {
    name: 'a line of 2 MB of code',
    fileName: 'code-line.html',
    content: page(`<pre><code>${times(80_000, (at) => `let ${words[at % 15]}${at}=f(${at});`)}</code></pre>`)
  },
  {
    name: 'ten thousand headings',
    fileName: 'headings.html',
    content: page(times(10_000, (at) => `<h2>${words[at % 15]} ${at}</h2><p>${line}</p>`))
  },
  {
    name: 'fifty marks on every letter',
    fileName: 'zalgo.txt',
    content: `Heavy\n\n${times(600, () => [...line].map((letter) => letter + '\u0353'.repeat(50)).join(''), '\n\n')}`
  },
  {
    name: 'two directions, word by word',
    fileName: 'bidi.txt',
    content: `Heavy\n\n${times(60, (n) => times(2000, (at) => (at % 2 ? words[(at + n) % 15]! : 'الميناء')), ' ')}`
  },
  {
    name: 'two million ideographs without a space',
    fileName: 'ideographs.txt',
    content: `Heavy\n\n${'潮汐每日两次港口无人惊讶'.repeat(170_000)}\n\nThe end.`
  },
  {
    name: '50,000 ruby words',
    fileName: 'ruby.html',
    content: page(times(500, () => `<p>${'<ruby>漢<rt>かん</rt></ruby>字'.repeat(100)}</p>`))
  },
  {
    name: '5,000 formulas',
    fileName: 'formulas.html',
    content: page(
      times(
        5000,
        (at) =>
          `<p>${words[at % 15]} <math><mfrac><mrow><msup><mi>x</mi><mn>${at}</mn></msup><mo>+</mo><msqrt><mi>y</mi></msqrt></mrow><mi>z</mi></mfrac></math></p>`
      )
    )
  }
]
