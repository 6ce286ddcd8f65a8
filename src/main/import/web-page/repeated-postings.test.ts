import { describe, expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const words =
  'High water is when the sea stands still for a moment, and the table says when that is, on a good day.'
const read = (body: string, head = '') => {
  const page = `<!doctype html><html lang="en"><head><title>How do I read a tide table? - Harbour Forum</title>${head}</head><body>${body}</body></html>`
  const { blocks, title, byline } = importBytes({ bytes: Buffer.from(page), fileName: 'a.html' })
  return { title, byline, html: cleanHtml(buildBody(blocks).html).replaceAll(` ${words}`, '') }
}
const parts = (html: string) => html.split('<hr>').map((one) => one.replace(/\s+/g, ' ').trim())
const said = ['I have it before me.', 'Look at the first column.', 'Then at the date.'] as const

/** A board: the words between a line with name and date and a column about the writer. */
const board = (names: readonly string[]) => `
  <div id="page-header"><a href="/">Harbour Forum</a><ul><li><a href="/rules">Rules of this board</a></li></ul></div>
  <div id="page-body"><h2 class="topic-title"><a href="/t?t=9">How do I read a tide table?</a></h2>
  <div class="action-bar"><a href="/reply">Post Reply</a> <span>3 posts • Page <b>1</b> of <b>1</b></span></div>
  ${said
    .map(
      (text, at) => `<div id="p${at}" class="post has-profile bg${at % 2}"><div class="inner">
      <dl class="postprofile" id="profile${at}"><dt><a href="/memberlist.php?mode=viewprofile&u=${at}" class="username">${names[at]}</a></dt><dd class="rank">Deckhand</dd><dd><strong>Posts:</strong> 1${at}42</dd><dd><strong>Joined:</strong> Mon Mar 05, 2018 10:11 am</dd></dl>
      <div class="postbody"><h3><a href="#p${at}">Re: How do I read a tide table?</a></h3>
      <p class="author">by <strong><a href="/memberlist.php?mode=viewprofile&u=${at}" class="username">${names[at]}</a></strong> » Tue Mar 02, 2021 5:1${at} pm</p>
      <div class="content">${text}<br>${words}</div>
      <div class="signature">May your ropes be long.</div></div></div></div>`
    )
    .join('\n')}
  </div><div id="page-footer">Powered by a board. All times are UTC.</div>`

/** A stream of posts, each an article of its own. */
const stream = said
  .map(
    (text, at) => `<div class="topic-post clearfix regular"><article id="post_${at}" data-post-id="${at}">
    <div class="row"><div class="topic-avatar"><a class="main-avatar" href="/u/sailor${at}"></a></div>
    <div class="topic-body"><div class="topic-meta-data"><div class="names"><span class="first username"><a href="/u/sailor${at}">sailor${at}</a></span></div>
    <div class="post-infos"><a class="post-date" title="Mar 2, 2021 5:11 pm"><span class="relative-date">Mar 2021</span></a></div></div>
    <div class="regular contents"><div class="cooked"><p>${text} ${words}</p></div>
    <section class="post-menu-area"><button>Like</button><button>Reply</button></section></div></div></div></article></div>`
  )
  .join('\n')

/** A question with answers: who wrote stands below, who changed it beside. */
const answer = (text: string, name: string, kind: string, remark = '') => `
  <div class="${kind}"><div class="votes">42</div><div class="post-layout"><div class="prose js-body"><p>${text} ${words}</p></div>
  <div class="signatures"><div class="user-card">edited <span class="reltime" title="2021-03-03">Mar 3, 2021</span> <div class="user-details"><a href="/users/99/mate">mate</a></div></div>
  <div class="user-card">answered <span class="reltime" title="2021-03-02">Mar 2, 2021</span> <div class="user-details"><a href="/users/1/x">${name}</a></div></div></div></div>${remark}</div>`
const remark =
  '<ul class="remarks"><li class="remark"><span class="remark-copy">Which harbour?</span> – <a class="remark-user" href="/users/7/gull">gull</a> <span class="reltime">Mar 4, 2021</span></li></ul>'
const questions = `<h1><a href="/q/9">How do I read a tide table?</a></h1><div class="ask">Asked <time datetime="2021-03-02">3 years ago</time></div>
  ${answer(said[0], 'oldsalt', 'question', remark)}<h2>2 Answers</h2>${answer(said[1], 'Ines Calder', 'answer')}${answer(said[2], 'tern', 'answer accepted')}
  <div id="sidebar"><h4>Hot questions</h4><ul><li><a href="/1">Why is the sea salt?</a></li></ul></div>`

/** Nested tables without a class that says much; the question is of another make than what is said to it. */
const item = (text: string, at: number) =>
  `<tr class="athing comtr" id="${at}"><td><table><tr><td class="ind" indent="${at % 3}"></td><td class="default"><div><span class="comhead"><a href="user?id=tar${at}" class="hnuser">tar${at}</a> <span class="age" title="2021-03-02T17:11:00"><a href="item?id=${at}">${at + 1} hours ago</a></span> | <a href="#">next</a></span></div><div class="comment"><div class="commtext c00">${text}<p>${words}</p></div><div class="reply"><p><a href="reply?id=${at}">reply</a></p></div></div></td></tr></table></td></tr>`
const items = (top = '') =>
  `<table id="main"><tr><td><a href="/">Harbour News</a> | <a href="new">new</a> | <a href="ask">ask</a></td></tr><tr><td><table class="fatitem"><tr><td class="title"><span class="titleline"><a href="item?id=9">How do I read a tide table?</a></span></td></tr><tr><td class="subtext"><span class="score">42 points</span> by <a href="user?id=gull" class="hnuser">gull</a> <span class="age"><a>3 hours ago</a></span> | <a href="hide">hide</a></td></tr>${top}</table></td></tr><tr><td><table class="comment-tree">${said.map(item).join('')}</table></td></tr></table>`

describe('pages that are mainly what several people say', () => {
  it('a board: each posting under its name, without what is about the writers', () => {
    const { html, byline, title } = read(board(['gull', 'Ines Calder', 'tern']))
    expect(title).toBe('How do I read a tide table?')
    expect(byline).toBe('gull')
    expect(parts(html)).toEqual([
      `<p>${said[0]}<br>${words}</p>`,
      `<p><strong>Ines Calder</strong></p> <p>${said[1]}<br>${words}</p>`,
      `<p><strong>tern</strong></p> <p>${said[2]}<br>${words}</p>`
    ])
  })

  it('a stream of posts', () => {
    const { html, byline } = read(`<h1>How do I read a tide table?</h1>${stream}`)
    expect(byline).toBe('sailor0')
    expect(parts(html)).toEqual([
      `<p>${said[0]}</p>`,
      `<p><strong>sailor1</strong></p> <p>${said[1]}</p>`,
      `<p><strong>sailor2</strong></p> <p>${said[2]}</p>`
    ])
  })

  it('a question and its answers: by who wrote them and not by who changed them, without remarks', () => {
    const { html, byline } = read(questions)
    expect(byline).toBe('oldsalt')
    expect(parts(html)).toEqual([
      `<p>${said[0]}</p>`,
      `<p><strong>Ines Calder</strong></p> <p>${said[1]}</p>`,
      `<p><strong>tern</strong></p> <p>${said[2]}</p>`
    ])
  })

  it('what is said of a link, and of a question that is of another make', () => {
    expect(parts(read(items()).html)).toEqual([
      `<p>${said[0]}</p> <p>${words}</p>`,
      `<p><strong>tar1</strong></p> <p>${said[1]}</p> <p>${words}</p>`,
      `<p><strong>tar2</strong></p> <p>${said[2]}</p> <p>${words}</p>`
    ])
    const asked = read(
      items(
        `<tr><td><div class="toptext">I have the table of Eling before me. ${`${words} `.repeat(5)}</div></td></tr>`
      )
    )
    expect(asked.byline).toBe('gull')
    expect(parts(asked.html).map((one) => one.slice(0, 40))).toEqual(
      [
        '<p>I have the table of Eling before me.<',
        '<p><strong>tar0</strong></p> <p>I have i',
        '<p><strong>tar1</strong></p> <p>Look at ',
        '<p><strong>tar2</strong></p> <p>Then at '
      ].map((one) => one.slice(0, 40))
    )
  })
})

/** Remarks within remarks, below what one of those who speak has posted. */
const thread = (opener: string, at = 0): string =>
  `<div class="thing comment"><p class="tagline"><a href="/user/tar${at}" class="author">tar${at}</a> <time datetime="2021-03-02T10:00:00Z">${at + 1} hours ago</time></p><div class="md"><p>${said[at]} ${words}</p></div><ul class="buttons"><li><a href="/r">reply</a></li></ul><div class="child">${at < 2 ? thread(opener, at + 1) : ''}</div></div>`
const posted = (home: string, kind = 'md') =>
  `<h1>How do I read a tide table?</h1><div class="thing link"><p class="tagline">submitted <time datetime="2021-03-02">5 hours ago</time> by <a href="${home}gull" class="author">gull</a></p><div class="${kind}"><p>I have the table of Eling before me. ${`${words} `.repeat(2)}</p></div></div><div id="comments"><h2>All comments</h2>${thread(home)}</div>`

describe('what is below a text', () => {
  it('answers it where its writer is one of those who answer', () => {
    // Of the same make or of another.
    expect(read(posted('/user/', 'own-words')).html).toBe(read(posted('/user/')).html)
    const { html, byline } = read(posted('/user/'))
    expect(byline).toBe('gull')
    expect(parts(html).map((one) => one.slice(0, 60))).toEqual(
      [
        `<p>I have the table of Eling before me.</p>`,
        `<p><strong>tar0</strong></p> <p>${said[0]}</p>`,
        `<p><strong>tar1</strong></p> <p>${said[1]}</p>`,
        `<p><strong>tar2</strong></p> <p>${said[2]}</p>`
      ].map((one) => one.slice(0, 60))
    )
  })

  it('are remarks on it where the writer is of another house, or the page calls itself an article', () => {
    const head = '<meta property="og:type" content="article">'
    for (const { html } of [
      read(posted('/writers/')),
      read(posted('/writers/', 'own-words')),
      read(posted('/user/'), head)
    ]) {
      expect(html).toContain('I have the table of Eling before me.')
      expect(html).not.toContain('Look at the first column.')
    }
  })
})

it('a board in tables, whose words have no class but a numbered name', () => {
  const rows = said.map(
    (text, at) =>
      `<tr><td class="alt2"><a class="bigusername" href="member.php?u=${at}">Sailor ${at}</a><div>Join Date: Mar 2004<br>Posts: 142</div></td><td class="alt1"><div class="smallfont">03-0${at + 1}-2021, 05:11 PM</div><hr><div id="post_message_${at}">${text} ${words}</div></td></tr>`
  )
  const { html, byline } = read(`<table>${rows.join('')}</table>`)
  expect(byline).toBe('Sailor 0')
  expect(parts(html)).toEqual([
    `<p>${said[0]}</p>`,
    `<p><strong>Sailor 1</strong></p> <p>${said[1]}</p>`,
    `<p><strong>Sailor 2</strong></p> <p>${said[2]}</p>`
  ])
})

it('postings keep headings of their own, and none that all have', () => {
  const posts = said.map(
    (text, at) =>
      `<article class="message"><h4 class="rank">Deckhand</h4><a class="username" href="/members/s${at}">s${at}</a> <time datetime="2021-03-02">Mar 2</time><h3>Re: How do I read a tide table?</h3><h3>${text.replace('.', '')}</h3><div class="wrapper">${words} ${at}</div></article>`
  )
  expect(parts(read(posts.join('')).html)).toEqual([
    `<h3>${said[0].replace('.', '')}</h3> <p>${words} 0</p>`,
    `<p><strong>s1</strong></p> <h3>${said[1].replace('.', '')}</h3> <p>${words} 1</p>`,
    `<p><strong>s2</strong></p> <h3>${said[2].replace('.', '')}</h3> <p>${words} 2</p>`
  ])
})

describe('pages that are not', () => {
  const prose = `<p>${`The clock is wound by hand. ${words} `.repeat(3)}</p>`
  const comments = (text: string) =>
    `<ol class="comment-list">${said.map((one, at) => `<li class="comment"><div class="comment-author"><a href="/u/x${at}">x${at}</a></div><time datetime="2021-03-02">March 2, 2021</time><div class="comment-content"><p>${one} ${text}</p></div></li>`).join('')}</ol>`

  it.each([
    ['long', `${words} `.repeat(12)],
    ['short', words]
  ])('an article keeps out what readers remark on it, however %s', (_, text) => {
    const { html } = read(
      `<article><h1>How to read a tide table</h1>${prose}${prose}</article>${comments(text)}`
    )
    expect(html).toContain('The clock is wound by hand.')
    expect(html).not.toContain('Look at the first column.')
  })

  it('an article in parts, all by one writer and of one day', () => {
    const { html } = read(
      `<article><h1>How to read a tide table</h1><p class="byline">By <a href="/authors/ada-quill">Ada Quill</a> <time datetime="2021-03-02">March 2, 2021</time></p>${said.map((one) => `<div class="part"><h2>${one}</h2>${prose}</div>`).join('')}</article>`
    )
    expect(html).not.toContain('<hr>')
    expect(html.match(/<h2/g)).toHaveLength(3)
  })

  it('the beginnings of articles, and a report that one writer goes on with', () => {
    const entry = (heading: string, at: number, name: string) =>
      `<div class="entry"><h2>${heading}</h2><a class="author" href="/u/${name}">${name}</a> <time datetime="2021-03-02">10:0${at}</time><div class="text"><p>${said[at]} ${words}</p></div></div>`
    const teasers = said.map((text, at) => entry(`<a href="/p${at}">${text}</a>`, at, `w${at}`)).join('')
    const report = said.map((text, at) => entry(text, at, 'ada')).join('')
    for (const body of [teasers, report]) expect(read(body).html).not.toContain('<hr>')
  })
})
