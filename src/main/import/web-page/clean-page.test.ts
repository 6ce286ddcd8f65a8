import { expect, it } from 'vitest'
import { blockText } from '../article/block-text.ts'
import { importBytes } from '../importers.ts'

const prose =
  'The gauge stands in a stone hut at the end of the pier, where the keeper winds its clock every morning before the boats go out to sea. '

/** The pieces between a page's long paragraphs. */
function between(html: string): string[] {
  const long = `<p>${prose.repeat(3)}</p>`
  const page = `<!doctype html><html lang="en"><title>The gauge</title><body><article><h1>The gauge</h1>${long}${html}${long}</article></body></html>`
  const { blocks } = importBytes({ bytes: new TextEncoder().encode(page), fileName: 'gauge.html' })
  return blocks.slice(1, -1).map(blockText)
}

it('keeps a post from a network that was set into the text, with whose it is, in whatever boxes', () => {
  const post =
    '<blockquote class="twitter-tweet"><p>Tide is in</p>— Eling Harbour (@eling) <a href="https://twitter.com/eling/status/1">May 3, 2021</a></blockquote>'
  const boxes = `<div class="story-widget widget"><div class="widget-inner">${post}<script></script></div></div>`
  for (const html of [post, boxes])
    expect(between(html)).toEqual(['Tide is in\n— Eling Harbour (@eling) May 3, 2021'])
})

it.each([
  '<a class="ctt" href="https://twitter.com/share?text=x"><span><span>Wind the clock before the boats go out.</span><span class="btn">Click To Tweet</span></span></a>',
  '<p><a href="https://x.com/intent/post?text=x">Wind the clock before the boats go out.</a> <a href="https://x.com/intent/post?text=x">Tweet this</a></p>'
])('keeps the sentence that readers are asked to share, without the button', (html) => {
  expect(between(html).map((one) => one.trim())).toEqual(['Wind the clock before the boats go out.'])
})

it('does not end a paragraph where a program has set a comment between two words', () => {
  expect(
    between('<div>Ada Quill<!-- --> and <!-- -->Ben Tern<!-- --> <!-- -->wrote this<!-- -->.</div>')
  ).toEqual(['Ada Quill and Ben Tern wrote this.'])
})

it('keeps the questions that unfold their answers, whatever says so, and nothing that only asks for something', () => {
  const question = (heading: string) => `<h3><button>${heading}</button></h3><div><p>${prose}</p></div>`
  expect(between(question('Who winds the clock?') + question('Subscribe'))).toEqual([
    'Who winds the clock?',
    prose.trim(),
    prose.trim()
  ])
})
