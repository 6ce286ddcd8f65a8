import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { parseHtml } from '../html/html-tree.ts'
import { importBytes } from '../importers.ts'
import { embedsAsFrames } from './embeds-as-frames.ts'

const long =
  'The gauge stands in a stone hut at the end of the pier, where the keeper winds its clock every morning before the boats go out to sea. '.repeat(
    3
  )

/** What is kept of something between two paragraphs of an article. */
function between(inside: string): string {
  const page = `<!doctype html><html lang="en"><head><title>The tide gauge</title></head><body><header><a href="/">Harbour Chronicle</a></header><article><h1>The tide gauge</h1><p>${long}</p>${inside}<p>${long}</p></article></body></html>`
  const { blocks } = importBytes({
    bytes: Buffer.from(page),
    fileName: 'a.html',
    address: 'https://a.example/gauge'
  })
  const html = cleanHtml(buildBody(blocks).html).replaceAll(long.trim(), '…').replaceAll('\n', '')
  expect(html.startsWith('<p>…</p>') && html.endsWith('<p>…</p>')).toBe(true)
  return html.slice('<p>…</p>'.length, -'<p>…</p>'.length)
}
const picture = (url: string, name = '') =>
  `<span class="missing-image" role="img" aria-label="${name}" data-url="${url}"></span>`
const link = (href: string, words: string, poster = '') =>
  `<figure>${poster && picture(poster)}<figcaption><span class="caption"><a href="${href}">${words}</a></span></figcaption></figure>`

describe('films and posts that a script would show', () => {
  it.each([
    [
      'an element for films of one service',
      '<lite-youtube videoid="ogfYd705cRs" playlabel="Play: High water"></lite-youtube>',
      link('https://www.youtube.com/embed/ogfYd705cRs', 'High water')
    ],
    [
      'with its button and its still',
      '<lite-youtube videoid="ogfYd705cRs"><img src="still.jpg"><a href="https://youtube.com/watch?v=ogfYd705cRs" title="Play Video"><span>Play Video: High water</span></a></lite-youtube>',
      link('https://www.youtube.com/embed/ogfYd705cRs', 'High water', 'https://a.example/still.jpg')
    ],
    [
      'another service',
      '<lite-vimeo videoid="364402896" videotitle="The pier"></lite-vimeo>',
      link('https://player.vimeo.com/video/364402896', 'The pier')
    ],
    [
      'an AMP film',
      '<amp-youtube data-videoid="mGENRKrdoGY" layout="responsive"></amp-youtube>',
      link('https://www.youtube.com/embed/mGENRKrdoGY', 'www.youtube.com')
    ],
    [
      'an AMP post with its words',
      '<amp-twitter data-tweetid="885634330868850689"><blockquote placeholder>High water at noon.</blockquote></amp-twitter>',
      `${link('https://twitter.com/i/status/885634330868850689', 'twitter.com')}<blockquote><p>High water at noon.</p></blockquote>`
    ],
    [
      'a player of any name with an address',
      '<audio-player src="https://sound.example/episodes/7" title="Episode 7"></audio-player>',
      link('https://sound.example/episodes/7', 'Episode 7')
    ],
    [
      'a box that waits to be pressed',
      '<div class="lazy" data-src="https://www.youtube.com/embed/ogfYd705cRs"><button>Load video</button></div>',
      link('https://www.youtube.com/embed/ogfYd705cRs', 'www.youtube.com')
    ],
    [
      'a box that waits for consent',
      '<div class="embed-consent" data-embed-url="https://player.vimeo.com/video/364402896"><p>Click to load content from Vimeo</p></div>',
      link('https://player.vimeo.com/video/364402896', 'player.vimeo.com')
    ],
    [
      'a box with a caption, which stays',
      '<figure data-src="https://player.vimeo.com/video/364402896"><figcaption>The pier in March</figcaption></figure>',
      `<figure>${link('https://player.vimeo.com/video/364402896', 'player.vimeo.com')}<figcaption><span class="caption">The pier in March</span></figcaption></figure>`
    ],
    [
      'a box with words that a button could say, which stay',
      '<div data-src="https://player.vimeo.com/video/364402896"><p>From the pier we watch the boats, and enjoy the view.</p></div>',
      `${link('https://player.vimeo.com/video/364402896', 'player.vimeo.com')}<p>From the pier we watch the boats, and enjoy the view.</p>`
    ],
    [
      'a box with a line of words, which stays',
      '<figure data-src="https://player.vimeo.com/video/364402896"><p>View of the pier</p></figure>',
      `${link('https://player.vimeo.com/video/364402896', 'player.vimeo.com')}<p>View of the pier</p>`
    ],
    [
      'the name of a film as a link',
      '<lite-youtube videoid="ogfYd705cRs"><a href="https://youtu.be/ogfYd705cRs">High water at the pier</a></lite-youtube>',
      link('https://www.youtube.com/embed/ogfYd705cRs', 'High water at the pier')
    ],
    [
      'a box of very many pieces with few words',
      `<div data-src="https://player.vimeo.com/video/364402896"><p>Tides</p>${'<br>'.repeat(300)}<p>Boats</p></div>`,
      `${link('https://player.vimeo.com/video/364402896', 'player.vimeo.com')}<p>Tides</p><p>Boats</p>`
    ],
    [
      'a frame that is filled later',
      '<iframe src="about:blank" data-src="https://www.youtube.com/embed/ogfYd705cRs" title="High water"></iframe>',
      link('https://www.youtube.com/embed/ogfYd705cRs', 'High water')
    ]
  ])('%s', (_, inside, kept) => {
    expect(between(inside)).toBe(kept)
  })

  it.each([
    ['a number that is not of that service', '<lite-youtube videoid="../../x"></lite-youtube>'],
    ['an advertisement', '<div class="ad" data-src="https://ads.example/embed/7"></div>'],
    ['a button for sharing', '<facebook-share href="https://a.example/gauge">Share</facebook-share>'],
    ['a box whose number is of nothing', '<div class="wide" data-id="ogfYd705cRs"></div>'],
    ['a script', '<div data-src="https://a.example/embed/a.js"></div>']
  ])('not %s', (_, inside) => {
    expect(between(inside)).not.toContain('href')
  })
})

describe('objects', () => {
  it.each([
    [
      'a paper, with the link to it',
      '<object data="paper.pdf" type="application/pdf"><p>The <a href="paper.pdf">whole paper</a>.</p></object>',
      '<p>The <a href="https://a.example/paper.pdf">whole paper</a>.</p>'
    ],
    [
      'a paper, without one',
      '<object data="paper.pdf" type="application/pdf" title="The paper"></object>',
      link('https://a.example/paper.pdf', 'The paper')
    ],
    [
      'a film of the time of plug-ins',
      '<object><param name="movie" value="https://www.youtube.com/v/ogfYd705cRs?fs=1"><embed src="https://www.youtube.com/v/ogfYd705cRs?fs=1" type="application/x-shockwave-flash"></object>',
      link('https://www.youtube.com/embed/ogfYd705cRs', 'www.youtube.com')
    ],
    [
      'what nobody can show says instead',
      '<object data="tide.x3d">A model of the pier.</object>',
      '<p>A model of the pier.</p>'
    ],
    [
      'a picture, by its words',
      '<object data="a.png" type="image/png">A boat</object>',
      `<figure>${picture('https://a.example/a.png', 'A boat')}</figure>`
    ]
  ])('%s', (_, inside, kept) => {
    expect(between(inside)).toBe(kept)
  })
})

describe('films of the page', () => {
  it.each([
    [
      'by the name of the file, beneath the still',
      '<video poster="p.jpg"><source src="high%20water.mp4"><track kind="captions" src="a.vtt"></video>',
      link('https://a.example/high%20water.mp4', 'high water.mp4', 'https://a.example/p.jpg')
    ],
    [
      'that is loaded later',
      '<video><source src="" data-src="https://a.example/a.mp4"></video>',
      link('https://a.example/a.mp4', 'a.mp4')
    ]
  ])('%s', (_, inside, kept) => {
    expect(between(inside)).toBe(kept)
  })
})

it('what an object holds stands in its place in one step, however much it is', () => {
  const { root } = parseHtml(
    `<i>1</i><object data="tide.x3d">${'a<b></b>'.repeat(300_000)}</object><i>2</i>`,
    'fragment'
  )
  embedsAsFrames(root)
  expect(root.childNodes).toHaveLength(600_002)
  expect(root.childNodes[1]?.parentNode).toBe(root)
})
