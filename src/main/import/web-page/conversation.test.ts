import { expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const words =
  'High water is when the sea stands still for a moment, and the table says when that is, on a good day. '
const read = (body: string) => {
  const page = `<!doctype html><html lang="en"><head><title>How do I read a tide table? - Harbour Questions</title></head><body><div id="top"><a href="/">Harbour Questions</a></div><h1>How do I read a tide table?</h1>${body}<aside><h4>Hot questions</h4><ul><li><a href="/1">Why is the sea salt?</a></li></ul></aside></body></html>`
  const { blocks, title } = importBytes({ bytes: Buffer.from(page), fileName: 'a.html' })
  return { title, html: cleanHtml(buildBody(blocks).html) }
}
const scope = (type: string, inside: string, property = '') =>
  `<div ${property && `itemprop="${property}" `}itemscope itemtype="https://schema.org/${type}">${inside}</div>`
const said = (text: string) => `<div class="votes">42</div><div itemprop="text"><p>${text} ${words}</p></div>`
const by = (name: string) =>
  `<div itemprop="author" itemscope itemtype="https://schema.org/Person"><a href="/u">${name}</a><span itemprop="name">${name}</span></div>`

it('a question stays with its answers, in their order, each under its name', () => {
  const remark = scope('Comment', '<span itemprop="text">Which harbour?</span>', 'comment')
  const { html, title } = read(
    scope(
      'Question',
      said('I have the table before me.') +
        by('oldsalt') +
        remark +
        `<h2>2 Answers</h2>${scope('Answer', said('Look at the first column.') + by('Ines Calder'), 'acceptedAnswer')}` +
        scope('Answer', said(`Ask the harbour master. ${words.repeat(5)}`), 'suggestedAnswer')
    )
  )
  expect(title).toBe('How do I read a tide table?')
  expect(html.replace(/ High water.*?(?=<)/g, '')).toBe(
    '<p>I have the table before me.</p>\n<hr>\n<p><strong>Ines Calder</strong></p>\n<p>Look at the first column.</p>\n<hr>\n<p>Ask the harbour master.</p>'
  )
})

it('of a posting, what others answered is the rest of it', () => {
  const { html } = read(
    scope(
      'DiscussionForumPosting',
      said('My boat is late.') +
        by('gull') +
        scope('Comment', said('So is mine.') + by('tern'), 'comment') +
        scope('Comment', said('They all are.') + by('gull'), 'comment')
    )
  )
  expect(html).toMatch(
    /My boat is late.*<strong>tern<\/strong>.*So is mine.*<strong>gull<\/strong>.*They all are/s
  )
})

it('a question without an answer, and an article with remarks on it, are read as pages are', () => {
  expect(read(scope('Question', said('Nobody knows.') + said('').repeat(0))).html).toContain('Nobody knows.')
  const article = scope('Article', said('The table is old.') + scope('Comment', said('Very.'), 'comment'))
  expect(read(`<article>${article}<p>${words.repeat(4)}</p></article>`).html).not.toContain('<hr>')
})
