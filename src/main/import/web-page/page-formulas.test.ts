import { expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const words =
  'The work that moves a body is the energy it has, as every school teaches in its fourth or fifth year. '
const mathml = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>+</mo><mi>b</mi></math>'
const withTex = mathml.replace(
  /<mi>.*<\/mi>/,
  (inner) =>
    `<semantics><mrow>${inner}</mrow><annotation encoding="application/x-tex">a+b</annotation></semantics>`
)

const styled = (tex: string) => withTex.replace(/(<annotation[^>]*>)[^<]*/, (_, start: string) => start + tex)

/** What is between the two long paragraphs of a page. */
function between(formula: string): string {
  const page = `<!doctype html><html lang="en"><title>Energy</title><body><article><h1>Energy</h1><p>${words.repeat(3)}</p>${formula}<p>${words.repeat(3)}</p></article></body></html>`
  const { blocks } = importBytes({ bytes: new TextEncoder().encode(page), fileName: 'energy.html' })
  return cleanHtml(buildBody(blocks.slice(1, -1)).html)
}

it.each([
  [
    'MathJax 2',
    `<p>So <span class="MathJax_Preview"></span><span class="MathJax" id="MathJax-Element-1-Frame"><nobr><span>a</span><span>+</span></nobr><span class="MJX_Assistive_MathML">${mathml}</span></span><script type="math/tex">a+b</script> is.</p>`,
    '<p>So <code>a+b</code> is.</p>'
  ],
  [
    'MathJax 2, by itself',
    '<div class="MathJax_Display"><span class="MathJax">a+b</span></div><script type="math/tex; mode=display">\\frac{a}{b}</script>',
    '<div class="math">\\frac{a}{b}</div>'
  ],
  [
    'before MathJax has run',
    '<p>So <script type="math/tex">a<b</script> is.</p>',
    '<p>So <code>a&lt;b</code> is.</p>'
  ],
  [
    'MathJax 3',
    `<p>So <mjx-container class="MathJax"><mjx-math aria-hidden="true"><mjx-mi></mjx-mi></mjx-math><mjx-assistive-mml>${mathml}</mjx-assistive-mml></mjx-container> is.</p>`,
    '<p>So <code>a + b</code> is.</p>'
  ],
  [
    'MathJax 3, by itself',
    `<mjx-container class="MathJax" display="true"><mjx-assistive-mml>${mathml}</mjx-assistive-mml></mjx-container>`,
    '<div class="math">a + b</div>'
  ],
  [
    'KaTeX',
    `<p>So <span class="katex"><span class="katex-mathml">${withTex}</span><span class="katex-html" aria-hidden="true">a+b</span></span> is.</p>`,
    '<p>So <code>a+b</code> is.</p>'
  ],
  [
    'KaTeX, by itself',
    `<p><span class="katex-display"><span class="katex"><span class="katex-mathml">${withTex}</span><span class="katex-html" aria-hidden="true">a+b</span></span></span></p>`,
    '<div class="math">a+b</div>'
  ],
  [
    'a wiki, with its picture',
    `<p>So <span class="w"><span style="display: none;">${styled('{\\displaystyle a+b}')}</span><img src="/a.svg" aria-hidden="true" alt="a+b"></span> is.</p>`,
    '<p>So <code>a+b</code> is.</p>'
  ],
  [
    'a wiki, by itself, of several groups',
    `<div class="w"><div style="display: none;">${styled('{\\displaystyle {a}}{b}')}</div>\n<img class="w-display" src="/a.svg" aria-hidden="true" alt="{a}{b}"></div>`,
    '<div class="math">{\\displaystyle {a}}{b}</div>'
  ]
])('a formula is said once: %s', (_, formula, expected) => {
  expect(between(formula)).toBe(expected)
})

it('a diagram beside a formula that is seen stays', () => {
  const both = between(`<div>${withTex}<img src="https://a.example/d.png" alt="A diagram"></div>`)
  expect(both).toContain('a+b')
  expect(both).toContain('d.png')
})

it('a script that is no formula says nothing', () => {
  expect(between('<script type="text/javascript">math/tex</script>')).toBe('')
})

it('columns keep their alignment', () => {
  expect(
    between(
      '<table><tr><th>Place</th><th align="right">Height</th></tr><tr><td>Eling</td><td style="text-align: right">4.0</td></tr></table>'
    )
  ).toBe(
    '<table><tr><th>Place</th><th data-align="right">Height</th></tr><tr><td>Eling</td><td data-align="right">4.0</td></tr></table>'
  )
})
