import { svgShapes } from '../svg/allowed-svg.ts'

/** An element as it will be written. */
export interface Made {
  tag: string
  attributes: MadeAttribute[]
  children: (Made | string)[]
}

export interface MadeAttribute {
  name: string
  /** As it is written; for a reference, what stands in its place is the name its target gets. */
  value: string
  /** The name in the source of what this leads to. */
  ref?: string
  /** The colour where what it leads to is not there. */
  fallback?: string
}

const waiting = new Set([
  'defs',
  'symbol',
  'clipPath',
  'mask',
  'pattern',
  'marker',
  'linearGradient',
  'radialGradient'
])

/**
 * How much there is to draw when everything that is used is drawn as often as it is used. References in a circle are
 * cut, as are those that lead nowhere.
 */
export function drawnWeight(
  root: Made,
  byId: ReadonlyMap<string, Made>
): { weight: number; shapes: number; hasWords: boolean } {
  const known = new Map<Made, number>()
  const path = new Set<Made>()
  const weigh = (one: Made): number => {
    const before = known.get(one)
    if (before !== undefined) return before
    path.add(one)
    let sum = 1
    const children: Made['children'] = []
    for (const child of one.children) {
      if (typeof child !== 'string') {
        sum += weigh(child)
        // A use of nothing, or of what it stands in.
        if (child.tag === 'use' && !child.attributes.some(({ ref }) => ref !== undefined)) continue
      }
      children.push(child)
    }
    one.children = children
    one.attributes = one.attributes.filter((stated) => {
      if (stated.ref === undefined) return true
      const target = byId.get(stated.ref)
      if (!target) return stated.fallback !== undefined || stated.name === 'fill' || stated.name === 'stroke'
      if (path.has(target)) return false
      sum += weigh(target) * (stated.name.startsWith('marker') ? corners(one) : 1)
      return true
    })
    path.delete(one)
    known.set(one, sum)
    return sum
  }
  const weight = weigh(root)
  let shapes = 0
  let hasWords = false
  const count = (one: Made): void => {
    if (svgShapes.has(one.tag)) shapes += 1
    if (one.tag === 'text') hasWords ||= says(one)
    for (const child of one.children) if (typeof child !== 'string' && !waiting.has(child.tag)) count(child)
  }
  count(root)
  return { weight, shapes, hasWords }
}

/** At most how many markers a line bears. */
function corners(one: Made): number {
  const data = one.attributes.find(({ name }) => name === 'd' || name === 'points')?.value ?? ''
  return 2 + Math.ceil((data.match(/[\d.]+/g)?.length ?? 0) / 2)
}

function says(one: Made): boolean {
  return one.children.some((child) => (typeof child === 'string' ? child.trim() !== '' : says(child)))
}
