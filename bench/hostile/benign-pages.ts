import { png } from '../../src/main/import/fixtures/saved-formats.ts'

/** A page that means no harm, and what of it must be there after import. */
export interface BenignPage {
  name: string
  markup: string
  /** Elements of the stored HTML, by selector-like name: at least so many. */
  keeps: Record<string, number>
  /** Words and signs that must be in the text, as they are. */
  says: string[]
}

const picture = `data:image/png;base64,${png.toString('base64')}`
const filler =
  'The harbour office has kept a book of every lamp on the quay since the first of them was lit, and anybody may read it. '

/** Pages about attacks, pages full of everything, pages whose words look like tricks. */
export const benignPages: readonly BenignPage[] = [
  {
    name: 'an article about attacks',
    markup: `<h2>How a page attacks</h2><p>${filler}Writing <code>&lt;script&gt;alert(1)&lt;/script&gt;</code> into a page is the oldest trick; <code>&lt;img src=x onerror=alert(1)&gt;</code> is the second.</p><pre><code class="language-html">&lt;a href="javascript:alert(document.cookie)"&gt;x&lt;/a&gt;
&lt;svg onload=alert(1)&gt;</code></pre><p>The words javascript:void(0), onclick= and data:text/html are harmless in a sentence. So are {{ braces }} and $dollars.</p>`,
    keeps: { h2: 1, p: 2, pre: 1, code: 3 },
    says: [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<a href="javascript:alert(document.cookie)">x</a>',
      '<svg onload=alert(1)>',
      'javascript:void(0), onclick= and data:text/html',
      '{{ braces }} and $dollars'
    ]
  },
  {
    name: 'everything an article may hold',
    markup: `<h2>One</h2><p>${filler}<strong>bold</strong>, <em>leaning</em>, <s>struck</s>, <sub>low</sub>, <sup>high</sup>, <mark>marked</mark>, <kbd>Ctrl</kbd>, <q>said</q>, <cite>A Book</cite>, <ruby>漢<rt>かん</rt></ruby>.</p><h3>Two</h3><ol start="4"><li>four<ul><li>inside</li></ul></li><li>five</li></ol><dl><dt>Lamp</dt><dd>What gives light.</dd></dl><blockquote><p>We count them every night.</p><footer>The keeper</footer></blockquote><table><caption>Lamps</caption><tr><th>Year<th>Lamps<tr><td>1890<td align="right">12<tr><td colspan="2">none since</table><figure><img src="${picture}" alt="A grey square"><figcaption>The quay <span class="credit">A. Quill</span></figcaption></figure><hr><p>E=<math><semantics><mi>m</mi><annotation encoding="application/x-tex">mc^2</annotation></semantics></math> and a line<br>break.</p>`,
    keeps: {
      h2: 1,
      h3: 1,
      strong: 1,
      em: 1,
      s: 1,
      sub: 1,
      sup: 1,
      mark: 1,
      kbd: 1,
      q: 1,
      cite: 1,
      ruby: 1,
      rt: 1,
      ol: 1,
      ul: 1,
      li: 3,
      dl: 1,
      dt: 1,
      dd: 1,
      blockquote: 1,
      footer: 1,
      table: 1,
      caption: 1,
      th: 2,
      td: 3,
      figure: 1,
      img: 1,
      figcaption: 1,
      hr: 1,
      br: 1,
      code: 1
    },
    says: ['What gives light.', 'We count them every night.', 'none since', 'mc^2', 'A. Quill', '漢']
  },
  {
    name: 'links of every honest kind',
    markup: `<p>${filler}<a href="https://example.org/a?b=c&amp;d=javascript%3Aalert(1)#e">a search for javascript:</a>, <a href="http://example.org:8080/x">a port</a>, <a href="mailto:keeper@example.org">mail</a>, <a href="https://example.org/%D8%B3">an Arabic address</a>, <a href="https://xn--bcher-kva.example/">books</a>, <sup><a href="#n1" id="r1">1</a></sup>.</p><p>${filler}</p><p id="n1">The note. <a href="#r1">Back</a></p>`,
    keeps: { a: 7, p: 3 },
    says: ['a search for javascript:', 'a port', 'mail', 'an Arabic address', 'books', 'The note.']
  },
  {
    name: 'names the page’s own parts have',
    markup: `<h2 id="constructor">__proto__ and constructor</h2><p id="lectern">${filler}A paragraph called lectern.</p><p id="top">${filler}Back to <a href="#lectern">the other</a>.</p><ul><li id="toString">hasOwnProperty</li><li>valueOf</li></ul>`,
    keeps: { h2: 1, p: 2, li: 2, a: 1 },
    says: ['__proto__ and constructor', 'A paragraph called lectern.', 'hasOwnProperty', 'valueOf']
  },
  {
    name: 'writing of the world, both ways',
    markup: `<p dir="rtl" lang="ar">مد وجزر البحر عند الميناء القديم كل يوم مرتين، ولا أحد يتعجب منه.</p><p lang="ja">港の灯りは毎晩数えられ、数は変わらない。</p><p lang="hi">बंदरगाह की बत्तियाँ हर रात गिनी जाती हैं।</p><p>${filler}👩‍👩‍👧 🇩🇪 e\u0301 naïve ﬁne ½ № ™ “quoted” — and so on… a\u00a0b</p>`,
    keeps: { p: 4 },
    says: [
      'مد وجزر البحر',
      '港の灯りは毎晩数えられ',
      'बंदरगाह की बत्तियाँ',
      '👩‍👩‍👧 🇩🇪',
      '“quoted” — and so on…'
    ]
  },
  {
    name: 'signs of mathematics and programs',
    markup: `<p>${filler}If a &lt; b &amp;&amp; c &gt; d then x &lt;&lt; 2, and 1 &lt; 2 &gt; 0; &amp;lt; stays an entity.</p><pre>#include &lt;stdio.h&gt;
if (a &lt; b) { printf("&lt;%d&gt;", a); }</pre><p>A &lt;not-a-tag&gt; and an &lt;iframe&gt; in words.</p>`,
    keeps: { p: 2, pre: 1 },
    says: [
      'a < b && c > d then x << 2, and 1 < 2 > 0; &lt; stays an entity.',
      '#include <stdio.h>',
      'if (a < b) { printf("<%d>", a); }',
      'A <not-a-tag> and an <iframe> in words.'
    ]
  },
  {
    name: 'a page from a word processor',
    markup: `<div style="mso-element:frame;position:absolute"><p class="MsoNormal" style="margin:0"><span style="font-weight:700">Bold by style</span> and <span style="font-style:italic">leaning by style</span>.<o:p></o:p></p></div><p class="MsoNormal">${filler}</p><font color="red" face="Arial">An old font element keeps its words.</font><center>And the centre, too.</center>`,
    keeps: { p: 3, strong: 1, em: 1 },
    says: [
      'Bold by style',
      'leaning by style',
      'An old font element keeps its words.',
      'And the centre, too.'
    ]
  }
]
