import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { blockText } from '../article/block-text.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { isInterface, isPrompt, isSubscriptionOffer, statesWhen } from './clutter-words.ts'

const p = (text: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text }] })
const link = (text: string): Block => ({
  type: 'paragraph',
  children: [{ type: 'link', href: 'https://a.example/', children: [{ type: 'text', text }] }]
})
const h = (text: string): Block => ({ type: 'heading', level: 2, children: [{ type: 'text', text }] })
const long =
  'The gauge stands in a stone hut at the end of the pier, where the keeper winds its clock every morning before the boats go out to sea.'
const page = { byline: 'Ada Quill', url: 'https://a.example/gauge' }
const texts = (blocks: Block[]) => cleanBlocks(blocks, page).map(blockText)

describe('cleaning a page', () => {
  it('takes off what stands above and below the text', () => {
    expect(
      texts([
        p('Published 11:11 PM EST Nov 19, 2019'),
        p('By Ada Quill'),
        p('Facebook Twitter Email'),
        p(long),
        h('A part'),
        p(long),
        p('Filed under: Sea'),
        p('© 2020 Harbour Chronicle'),
        h('You may also like')
      ])
    ).toEqual([long, 'A part', long])
  })

  it.each([
    'Get access to the harbour’s fastest growing subscription service for as little as £5 for the first year. Use the code TIDE. It has charts, winds and the advice of eleven pilots who have not run aground, every morning before the boats go out.',
    'Subscribe to Chronicle Plus: unlimited articles, $1 per week for the first 6 months, cancel anytime.',
    'Jetzt testen: das Abo für nur 1 € im ersten Monat, special offer.',
    'Follow @TideDeals on any network to hear of the next tide. Prices are subject to change without notice.'
  ])('takes out what sells the site: %s', (offer) => {
    expect(texts([p(long), p(offer), p(long)])).toEqual([long, long])
  })

  it.each([
    'The subscription costs $9.99 in the first month, and readers may cancel anytime, says the publisher.',
    'Get access to the lighthouse from the pier, before the tide comes in.',
    'Subscribe, they told us, and we did, for $5 and a handshake.',
    'Unlock the door of the hut before the clock is wound.'
  ])('leaves what tells of it: %s', (sentence) => {
    expect(isSubscriptionOffer(sentence)).toBe(false)
  })

  it.each([
    '(Drawing by the keepers of the harbour museum)',
    '[Read: How the keepers of the outer light wind its clock]',
    'https://a.example/keepers/of-the-outer-light'
  ])('leaves a link in an editor’s brackets, and an address written out: %s', (remark) => {
    expect(texts([p(long), link(remark), p(long)])).toEqual([long, remark, long])
  })

  it('takes out pointers to other articles and prompts', () => {
    expect(
      texts([
        p(long),
        link('Another harbour loses its last keeper to the capital'),
        p(long),
        p('Sign up for our newsletter'),
        p(long),
        h('Related stories'),
        link('One more'),
        link('And another'),
        p(long)
      ])
    ).toEqual([long, long, long, long])
  })

  it.each([
    ['Das könnte Sie auch interessieren', 'Der letzte Leuchtturmwärter'],
    ['À lire aussi', 'Le dernier gardien du phare'],
    ['También te puede interesar', 'El último farero'],
    ['Você também pode gostar', 'O último faroleiro'],
    ['Читайте также', 'Последний смотритель маяка'],
    ['相关阅读', '最后一位灯塔看守人'],
    ['関連記事', '最後の灯台守'],
    ['اقرأ أيضا', 'آخر حارس للمنارة']
  ])('knows a label over other articles in other languages: %s', (label, title) => {
    expect(texts([p(long), p(long), h(label), link(title), link(title)])).toEqual([long, long])
  })

  it.each([
    'Abonnieren Sie unseren Newsletter',
    'Inscrivez-vous à notre newsletter',
    'Suscríbete a nuestra newsletter',
    'Подпишитесь на нашу рассылку',
    'Suivez-nous sur les réseaux'
  ])('knows a prompt in other languages: %s', (prompt) => {
    expect(texts([p(long), p(prompt), p(long)])).toEqual([long, long])
  })

  it('keeps a list of pictures, and a line that announces pictures', () => {
    const figure: Block = {
      type: 'figure',
      image: { url: 'https://a.example/hut.jpg', alt: '' },
      caption: [],
      credit: []
    }
    const blocks: Block[] = [
      p(long),
      p('See more photos:'),
      { type: 'list', ordered: false, items: [[figure], [figure]] },
      p(long)
    ]
    expect(cleanBlocks(blocks, page)).toEqual(blocks)
  })

  it('keeps what happens next, and takes out what to read next', () => {
    expect(texts([p(long), h('UP NEXT'), p('Eling: plays the Rovers on Friday.'), p('___')])).toEqual([
      long,
      'UP NEXT',
      'Eling: plays the Rovers on Friday.',
      '___'
    ])
    expect(texts([p(long), h('Up next'), link('Another harbour loses its keeper')])).toEqual([long])
  })

  it('takes out sentences of the text that stand above it as well, and nothing that stands there alone', () => {
    const said = 'The boats go out to sea before the clock is wound.'
    const list: Block = { type: 'list', ordered: false, items: [[p(said)]] }
    expect(texts([p(said), list, p(`${long} ${said}`), p(long)])).toEqual([`${long} ${said}`, long])
    expect(texts([p(said), p(long), p(long)])).toEqual([said, long, long])
  })

  it('takes off when a page was published below the text, and leaves how a letter ends', () => {
    expect(
      texts([p(long), p('First Published: Tuesday, November 19, 2019 08:38 AM'), p('Post Comment (+)')])
    ).toEqual([long])
    expect(texts([p(long), p('Eling, 19 November 2019')])).toEqual([long, 'Eling, 19 November 2019'])
  })

  it('takes off a writer’s own lines with the picture beneath, and the wire’s addresses', () => {
    const picture: Block = {
      type: 'figure',
      image: { url: 'https://a.example/book.jpg', alt: '' },
      caption: [],
      credit: []
    }
    const four = [p(long), p(long), p(long), p(long)]
    const own = p('Ada Quill’s book on tides is out now. Follow her on Twitter @quill.')
    expect(cleanBlocks([...four, own, picture], page)).toEqual(four)
    expect(cleanBlocks([...four, picture], page)).toEqual([...four, picture])
    expect(
      cleanBlocks([...four, p('More on tides: https://a.example/tides and https://b.example/t')], page)
    ).toEqual(four)
    const source = p('Sources: https://a.example/tides and https://b.example/t')
    expect(cleanBlocks([...four, source], page)).toEqual([...four, source])
  })

  it('takes off the name of the part of the site, which leads there, above the text', () => {
    const part = (href: string): Block => ({
      type: 'heading',
      level: 3,
      children: [{ type: 'link', href, children: [{ type: 'text', text: 'Sea and Sky' }] }]
    })
    const at = { byline: '', url: 'https://a.example/sea/gauge' }
    expect(cleanBlocks([part('https://a.example/sea/'), p(long), p(long)], at)).toEqual([p(long), p(long)])
    for (const elsewhere of [
      'https://a.example/sea/gauge',
      'https://a.example/tides',
      'https://b.test/sea/'
    ]) {
      const blocks = [part(elsewhere), p(long), p(long)]
      expect(cleanBlocks(blocks, at)).toEqual(blocks)
    }
  })

  it('keeps short lines, links and headings that belong to the text', () => {
    const blocks = [
      p(long),
      p('Why?'),
      p('She read three books:'),
      link('A history of the tide gauges of the northern coast'),
      h('The end'),
      p('Nobody knows.'),
      p(long),
      p('So it goes on.')
    ]
    expect(texts(blocks)).toEqual(blocks.map(blockText))
  })

  it('makes captions of lines that credit a picture', () => {
    const figure: Block = { type: 'figure', image: { alt: 'hut' }, caption: [], credit: [] }
    expect(
      cleanBlocks(
        [p(long), figure, p('Photo: B. Finch'), p(long), p('The hut in winter (AP Photo/B. Finch)'), p(long)],
        page
      )
    ).toEqual([
      p(long),
      { ...figure, credit: [{ type: 'text', text: 'Photo: B. Finch' }] },
      p(long),
      {
        type: 'figure',
        caption: [{ type: 'text', text: 'The hut in winter (AP Photo/B. Finch)' }],
        credit: []
      },
      p(long)
    ])
  })

  it('takes out a list of links under a label that leads elsewhere, and the writer’s last line about herself', () => {
    const item = (before: string, linked: string): Block[] => [
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: before },
          { type: 'link', href: 'https://a.example/', children: [{ type: 'text', text: linked }] }
        ]
      }
    ]
    const list: Block = {
      type: 'list',
      ordered: false,
      items: [item('Who owns the tide? ', 'Not the town'), item('The last gauge is ', 'in good hands')]
    }
    expect(
      texts([
        p(long),
        p(long),
        p(long),
        p('More great harbour stories'),
        list,
        p('Ada Quill writes about the sea. Follow her on Mastodon.')
      ])
    ).toEqual([long, long, long])
  })

  it.each([
    ['Learn more: ', 'How the clock of a tide gauge is wound'],
    ['Source: ', 'The harbour master on clocks and how they are wound'],
    ['Take a look if you have not read it yet: ', 'How the clock of a gauge is wound']
  ])('keeps a reference, and a sentence that ends in a link: %s', (label, words) => {
    const line: Block = {
      type: 'paragraph',
      children: [
        { type: 'text', text: label },
        { type: 'link', href: 'https://a.example/clock', children: [{ type: 'text', text: words }] }
      ]
    }
    expect(texts([p(long), line, p(long)])).toEqual([long, label + words, long])
  })

  it('keeps who wrote it, said below it in a sentence, under the name', () => {
    const note = 'Ada Quill keeps the harbour’s clocks and writes of them. Follow her on Mastodon.'
    expect(texts([p(long), p(long), p(long), p(long), p(note)]).at(-1)).toBe(note)
    expect(
      texts([p(long), p(long), p(long), p(long), p('Ada Quill is here. Follow her on Mastodon.')])
    ).toEqual([long, long, long, long])
    const about = 'Ben Tern keeps the outer light.'
    expect(texts([p(long), link('Ben Tern'), p(about)])).toEqual([long, 'Ben Tern', about])
    expect(texts([p(long), link('Ben Tern'), p('Another line.')])).toEqual([long, 'Another line.'])
  })

  it('keeps an address written out, and what asks to be followed in the middle of a text', () => {
    const address = link('Tickets: https://tickets.example/gauge')
    const follow = p('Follow Ada Quill on Twitter, they said, and learned nothing.')
    expect(texts([p(long), address, follow, p(long)])).toEqual([
      long,
      blockText(address),
      blockText(follow),
      long
    ])
  })

  it('keeps headings that are a button’s word where they head text as others do', () => {
    const parts = [
      p(long),
      h('Search'),
      p('Type a word.'),
      h('Comments'),
      p('They begin with a hash.'),
      h('Print'),
      p(long)
    ]
    expect(texts(parts)).toEqual(parts.map(blockText))
    const others = [p(long), h('Why'), p(long), h('Comments'), p('Nice.')]
    expect(texts(others)).not.toContain('Comments')
    expect(texts([p(long), h('Why'), p(long), h('Share'), link('Facebook and others of that kind')])).toEqual(
      [long, 'Why', long]
    )
  })

  it('knows a paragraph in Chinese, Japanese and Korean by what it says, not by its letters', () => {
    const prose =
      '港の突端に石造りの小屋が建っている。中では毎朝、番人が時計のねじを巻く。百年続いた仕事だという。'
    expect(
      texts([p('2021-03-03'), p(prose), p(prose), link('海辺の町で古い灯台が解体へ向かうという知らせ')])
    ).toEqual([prose, prose])
  })

  it('leaves a page of short lines alone', () => {
    const blocks = [p('3 March 2021'), p('The sea is grey.'), p('It rains.')]
    expect(texts(blocks)).toEqual(blocks.map(blockText))
  })
})

describe('words of the trade', () => {
  it.each([
    'Share',
    'Image 1 of 13',
    'Whatsapp   Facebook   Pint',
    '12 comments',
    'Sign In',
    'この記事をシェアする',
    'Время на прочтение 4 мин',
    '4.9 from 22 votes'
  ])('%s is a button', (text) => expect(isInterface(text)).toBe(true))
  it.each(['Share the bread', 'Image of a saint', 'She whatsapped him', 'Sea'])('%s is text', (text) =>
    expect(isInterface(text)).toBe(false)
  )
  it.each(['Sign up here for news', 'Get the newsletter delivered daily', 'ADVERTISEMENT'])(
    '%s is a prompt',
    (text) => expect(isPrompt(text)).toBe(true)
  )
  it.each(['The newsletter of 1890 was printed by hand.', 'They joined the army.'])('%s is none', (text) =>
    expect(isPrompt(text)).toBe(false)
  )
  it.each(['November 20, 2019', 'Updated: 3 Mar 2021, 10:43', '2021-03-03 | by admin', '20. März 2019'])(
    '%s says when',
    (text) => expect(statesWhen(text)).toBe(true)
  )
  it.each(['On 3 March 2021 the sea came over the wall.', 'Chapter 3', 'The 1960s'])('%s does not', (text) =>
    expect(statesWhen(text)).toBe(false)
  )
})
