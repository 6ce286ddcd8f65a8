import { attribute, childElements, type Element, elementsOf, isElement, isText } from '../html/html-tree.ts'
import { parseXhtml } from './epub-xhtml.ts'

/** Character styles of ours that tell formulas apart in what mammoth is given; it knows none itself. */
export const FORMULA_STYLE = 'LecternFormula'
export const DISPLAYED_STYLE = 'LecternDisplayedFormula'

const formula = /<m:oMathPara\b[^>]*>[\s\S]*?<\/m:oMathPara>|<m:oMath(?:\s[^>]*)?>[\s\S]*?<\/m:oMath>/g

/**
 * A document's markup with every formula (Office Math, ECMA-376 part 1, 22.1) as a run of TeX in a style of ours,
 * where a formula was left out otherwise.
 */
export function formulasAsRuns(xml: string): string {
  return xml.replace(formula, (markup) => {
    const isDisplayed = markup.startsWith('<m:oMathPara')
    const { root } = parseXhtml(Buffer.from(markup), 'document.xml')
    return [...elementsOf(root)]
      .filter(({ tagName }) => tagName === 'm:omath')
      .map((one) => texOf(one).trim())
      .filter(Boolean)
      .map((tex) => runOf(tex, isDisplayed ? DISPLAYED_STYLE : FORMULA_STYLE))
      .join('')
  })
}

function runOf(tex: string, style: string): string {
  const text = tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<w:r><w:rPr><w:rStyle w:val="${style}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
}

/** What stands for more than itself in TeX. */
const operators = new Map([
  ['∑', '\\sum'],
  ['∏', '\\prod'],
  ['∐', '\\coprod'],
  ['∫', '\\int'],
  ['∬', '\\iint'],
  ['∭', '\\iiint'],
  ['∮', '\\oint'],
  ['⋃', '\\bigcup'],
  ['⋂', '\\bigcap'],
  ['⋁', '\\bigvee'],
  ['⋀', '\\bigwedge']
])
const accents = new Map([
  ['\u0302', '\\hat'],
  ['\u0303', '\\tilde'],
  ['\u0304', '\\bar'],
  ['\u0305', '\\bar'],
  ['\u0307', '\\dot'],
  ['\u0308', '\\ddot'],
  ['\u20d7', '\\vec'],
  ['\u030c', '\\check'],
  ['\u0306', '\\breve']
])
const functions =
  /^(?:arccos|arcsin|arctan|arg|cosh|cos|coth|cot|csc|deg|det|dim|exp|gcd|hom|inf|ker|lg|lim|liminf|limsup|ln|log|max|min|Pr|sec|sinh|sin|sup|tanh|tan)$/

function texOf(element: Element): string {
  let tex = ''
  for (const node of element.childNodes) if (isElement(node)) tex = joined(tex, part(node))
  return tex
}

/** A command needs a space before a letter that follows it. */
const joined = (before: string, after: string) =>
  /\\[a-z]+$/i.test(before) && /^[a-z]/i.test(after) ? `${before} ${after}` : before + after

function part(element: Element): string {
  const of = (name: string) => {
    const found = childElements(element).find(({ tagName }) => tagName === `m:${name}`)
    return found ? texOf(found) : ''
  }
  const all = (name: string) =>
    childElements(element)
      .filter(({ tagName }) => tagName === `m:${name}`)
      .map(texOf)
  switch (element.tagName.replace(/^m:/, '')) {
    case 'r':
      return wordsOf(element)
    case 'f':
      return fraction(element, of('num'), of('den'))
    case 'ssup':
      return `${base(of('e'))}^${group(of('sup'))}`
    case 'ssub':
      return `${base(of('e'))}_${group(of('sub'))}`
    case 'ssubsup':
      return `${base(of('e'))}_${group(of('sub'))}^${group(of('sup'))}`
    case 'spre':
      return `{}_${group(of('sub'))}^${group(of('sup'))}${of('e')}`
    case 'rad':
      return of('deg') ? `\\sqrt[${of('deg')}]{${of('e')}}` : `\\sqrt{${of('e')}}`
    case 'nary': {
      const sign = stated(element, 'chr') ?? '∫'
      const bounds = `${of('sub') && `_${group(of('sub'))}`}${of('sup') && `^${group(of('sup'))}`}`
      return `${operators.get(sign) ?? sign}${bounds} ${of('e')}`
    }
    case 'd': {
      const inside = all('e').join(stated(element, 'sepchr') ?? '|')
      return `${fence('left', stated(element, 'begchr') ?? '(')}${inside}${fence('right', stated(element, 'endchr') ?? ')')}`
    }
    case 'func': {
      const name = of('fname').trim()
      return `${functions.test(name) ? `\\${name}` : name} ${of('e')}`
    }
    case 'limlow': {
      const what = of('e').trim()
      return functions.test(what) ? `\\${what}_${group(of('lim'))}` : `\\underset{${of('lim')}}{${what}}`
    }
    case 'limupp':
      return `\\overset{${of('lim')}}{${of('e')}}`
    case 'acc':
      return `${accents.get(stated(element, 'chr') ?? '\u0302') ?? '\\hat'}{${of('e')}}`
    case 'bar':
      return `${stated(element, 'pos') === 'top' ? '\\overline' : '\\underline'}{${of('e')}}`
    case 'groupchr':
      return `${stated(element, 'pos') === 'top' ? '\\overbrace' : '\\underbrace'}{${of('e')}}`
    case 'borderbox':
      return `\\boxed{${of('e')}}`
    case 'm': {
      const rows = childElements(element)
        .filter(({ tagName }) => tagName === 'm:mr')
        .map((row) => childElements(row).map(texOf).join(' & '))
      return `\\begin{matrix}${rows.join(' \\\\ ')}\\end{matrix}`
    }
    case 'eqarr':
      return `\\begin{aligned}${all('e').join(' \\\\ ')}\\end{aligned}`
    default:
      // What something looks like, and what only holds others.
      return /pr$/.test(element.tagName) ? '' : texOf(element)
  }
}

/** Letters and signs stay as they are written; words among them are words. */
function wordsOf(run: Element): string {
  let text = ''
  let isWords = false
  for (const one of elementsOf(run)) {
    if (one.tagName === 'm:nor') isWords = true
    if (one.tagName !== 'm:t' && one.tagName !== 'w:t') continue
    for (const node of one.childNodes) if (isText(node)) text += node.value
  }
  const plain = text.replace(/[\\{}]/g, (sign) => (sign === '\\' ? '\\backslash ' : `\\${sign}`))
  return isWords && plain.trim() ? `\\text{${plain}}` : plain.replace(/[%#$]/g, '\\$&')
}

function fraction(element: Element, above: string, below: string): string {
  const type = stated(element, 'type')
  if (type === 'lin' || type === 'skw') return `${base(above)}/${base(below)}`
  return type === 'nobar' ? `{${above} \\atop ${below}}` : `\\frac{${above}}{${below}}`
}

const fence = (side: 'left' | 'right', sign: string) =>
  `\\${side}${sign === '' ? '.' : /[{}]/.test(sign) ? `\\${sign}` : sign}`

const group = (tex: string) => (tex.length === 1 ? tex : `{${tex}}`)
/** One letter or number, or one thing in brackets, carries an exponent as it is. */
const base = (tex: string) => (/^(?:.|\d+|\\(?:left|hat|vec|bar)\b.*)$/su.test(tex) ? tex : `{${tex}}`)

/** What the properties of an element state under a name. */
function stated(element: Element, name: string): string | undefined {
  const properties = childElements(element).find(({ tagName }) => /^m:.+pr$/.test(tagName))
  const found = properties && childElements(properties).find(({ tagName }) => tagName === `m:${name}`)
  const value = found && attribute(found, 'm:val')
  return name === 'type' || name === 'pos' ? value?.toLowerCase() : value
}
