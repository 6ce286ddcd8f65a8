import type { CslItem, CslName } from '../citations/csl-item.ts'

/**
 * References as RIS (Research Information Systems' tagged format): two letters, two spaces, a hyphen, a
 * space, the value; each record ends with `ER`.
 */
export function risOf(items: readonly CslItem[]): string {
  return items.map(recordOf).join('\r\n')
}

function recordOf(item: CslItem): string {
  const issued = item.issued?.['date-parts'][0]
  const accessed = item.accessed?.['date-parts'][0]
  const lines: [string, string | undefined][] = [
    ['TY', item.type === 'webpage' ? 'ELEC' : 'GEN'],
    ['ID', item.id],
    ['TI', item.title],
    ...(item.author ?? []).map((name): [string, string] => ['AU', nameOf(name)]),
    ['T2', item['container-title']],
    ['PY', issued?.[0] === undefined ? undefined : String(issued[0])],
    ['DA', issued && dateOf(issued)],
    ['Y2', accessed && dateOf(accessed)],
    ['UR', item.URL],
    ['LA', item.language]
  ]
  const written = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/gu, ' ')}`] : []))
  return `${[...written, 'ER  - '].join('\r\n')}\r\n`
}

function nameOf({ literal, family, given, 'non-dropping-particle': particle }: CslName): string {
  if (literal !== undefined) return literal
  return [[particle, family].filter(Boolean).join(' '), given].filter(Boolean).join(', ')
}

/** Year, month and day with slashes between; what is not known stays empty. */
function dateOf([year, month, day]: readonly number[]): string {
  const two = (part: number | undefined) => (part === undefined ? '' : String(part).padStart(2, '0'))
  return `${year}/${two(month)}/${two(day)}`
}
