import { attribute, type Element } from '../html/html-tree.ts'
import { svgProperties } from '../svg/allowed-svg.ts'
import type { MadeAttribute } from './made-svg.ts'

const paints = new Set(['fill', 'stroke', 'color', 'stop-color'])

/**
 * The look of an element as attributes: what styles say, else what its attributes say. What cannot be read is as if
 * it were not there, but a colour that is somewhere else is none rather than black.
 */
export function propertiesOf(element: Element, styled: Map<string, string>): MadeAttribute[] {
  expandShorthands(styled)
  const result: MadeAttribute[] = []
  for (const [name, form] of svgProperties) {
    const read = [styled.get(name), attribute(element, name)]
      .map((value) => (value === undefined ? undefined : readValue(name, value, form)))
      .find((value) => value !== undefined)
    if (read) result.push({ name, ...read })
  }
  return result
}

function readValue(name: string, stated: string, form: RegExp): Omit<MadeAttribute, 'name'> | undefined {
  const value = stated.replace(/\s+/g, ' ').trim()
  if (/^(?:inherit|initial|unset|revert|auto|)$/i.test(value)) return undefined
  const variable = /^var\(\s*--[\w-]+\s*(?:,\s*([^()]*(?:\([^()]*\))?))?\s*\)$/.exec(value)
  if (variable) return readValue(name, variable[1]?.trim() || (paints.has(name) ? 'currentColor' : ''), form)
  const reference = /^url\(\s*["']?#([^"')\s]{1,200})["']?\s*\)\s*(.*)$/.exec(value)
  if (reference) {
    if (!form.test('url(#a1)')) return undefined
    const fallback = reference[2]!
    return {
      value: '',
      ref: reference[1]!,
      ...(/^(?:[a-zA-Z]{1,30}|#[0-9a-fA-F]{3,8})$/.test(fallback) && { fallback })
    }
  }
  if (/url\s*\(/i.test(value)) return name === 'fill' || name === 'stroke' ? { value: 'none' } : undefined
  if (name === 'transform') {
    const plain = value.replace(/(\d)(?:px|deg)\b/g, '$1')
    return form.test(plain) && plain !== 'none' ? { value: plain } : undefined
  }
  const plain = name === 'font-family' ? value.replace(/"/g, "'") : value
  return form.test(plain) ? { value: plain } : undefined
}

/** Shorthands are no attributes. */
function expandShorthands(styled: Map<string, string>): void {
  const marker = styled.get('marker')
  if (marker)
    for (const end of ['start', 'mid', 'end'])
      if (!styled.has(`marker-${end}`)) styled.set(`marker-${end}`, marker)
  const font = styled.get('font')
  const found = font && /^(.*?)(\d[\d.]*(?:px|pt|em|rem|%))(?:\s*\/\s*\S+)?\s+(.+)$/.exec(font)
  if (!found) return
  const [, before, size, family] = found
  if (!styled.has('font-size')) styled.set('font-size', size!)
  if (!styled.has('font-family')) styled.set('font-family', family!)
  if (/\b(?:bold|[6-9]00)\b/.test(before!) && !styled.has('font-weight')) styled.set('font-weight', 'bold')
  if (/\b(?:italic|oblique)\b/.test(before!) && !styled.has('font-style')) styled.set('font-style', 'italic')
}
