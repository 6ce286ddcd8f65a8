import type { IconNode } from 'lucide'
import type { SVGProps } from 'react'

/**
 * A sign as a component, drawn as one path whatever lines it is made of, and one more where it has dots: dozens of
 * signs are on the first screen, and each element of theirs costs the start as much as any other
 * (docs/decisions/0020-the-start.md).
 * @param node the shapes as Lucide names them
 */
export function icon(node: IconNode) {
  let paths: { lines: string; dots: string } | undefined
  return function Icon({ className = '', ...rest }: SVGProps<SVGSVGElement>) {
    paths ??= outlines(node)
    return (
      <svg
        viewBox="0 0 24 24"
        width="24"
        height="24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...rest}
        className={`icon ${className}`}
      >
        <path d={paths.lines} />
        {paths.dots === '' ? null : <path d={paths.dots} fill="currentColor" />}
      </svg>
    )
  }
}

/** The shapes of a drawing as two `d`s: those that are lines, and those that are filled. */
export function outlines(node: IconNode): { lines: string; dots: string } {
  const isDot = ([, given]: IconNode[number]) => given.fill !== undefined && given.fill !== 'none'
  // Back to the corner before each: some paths begin relatively.
  const d = (shapes: IconNode) => shapes.map(outline).join('M0 0')
  return { lines: d(node.filter((shape) => !isDot(shape))), dots: d(node.filter(isDot)) }
}

/** @throws for a kind of shape that no sign here is made of */
function outline([kind, given]: IconNode[number]): string {
  const of = (name: string) => Number(given[name] ?? 0)
  switch (kind) {
    case 'path':
      return String(given.d)
    case 'line':
      return `M${of('x1')} ${of('y1')}L${of('x2')} ${of('y2')}`
    case 'polyline':
      return `M${given.points}`
    case 'circle':
      return ellipse(of('cx'), of('cy'), of('r'), of('r'))
    case 'ellipse':
      return ellipse(of('cx'), of('cy'), of('rx'), of('ry'))
    case 'rect':
      return rectangle(of('x'), of('y'), of('width'), of('height'), Number(given.rx ?? given.ry ?? 0))
    default:
      throw new Error(`No outline is known of a ${kind}.`)
  }
}

const ellipse = (x: number, y: number, rx: number, ry: number) =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  const [across, down] = [width - 2 * r, height - 2 * r]
  const corner = (dx: number, dy: number) => (r > 0 ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '')
  return (
    `M${x + r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}` +
    `h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`
  )
}
