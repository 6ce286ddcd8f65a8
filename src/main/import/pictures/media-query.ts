/** The window pages are read for when a picture is chosen: a common laptop, CSS pixels. */
export const SCREEN = { width: 1280, height: 800 }

/** A CSS length in pixels, shares of the window resolved; undefined when it has to be calculated. */
export function cssLength(text: string): number | undefined {
  const found = /^(\d{1,5}(?:\.\d+)?)(px|em|rem|vw|vh|vmin|vmax)$/i.exec(text.trim())
  if (!found) return undefined
  const value = Number(found[1])
  switch (found[2]!.toLowerCase()) {
    case 'px':
      return value
    case 'em':
    case 'rem':
      return value * 16
    case 'vh':
    case 'vmin':
      return (value * SCREEN.height) / 100
    default:
      return (value * SCREEN.width) / 100
  }
}

/** Whether a media query holds on a light screen of `SCREEN`'s size. What is not known does not. */
export function matchesMedia(query: string): boolean {
  const text = query.trim().toLowerCase()
  if (text === '') return true
  return text
    .split(',')
    .slice(0, 20)
    .some((one) => one.split(/\band\b/).every((part) => holds(part.trim())))
}

function holds(part: string): boolean {
  if (/^(?:only )?(?:all|screen)$/.test(part)) return true
  const inner = /^\(\s*(.*?)\s*\)$/.exec(part)?.[1]
  if (inner === undefined) return false
  const colon = /^([a-z-]+)\s*:\s*(.+)$/.exec(inner)
  if (colon) {
    const [, name, value] = colon
    const length = cssLength(value!)
    if (name === 'min-width') return length !== undefined && SCREEN.width >= length
    if (name === 'max-width') return length !== undefined && SCREEN.width <= length
    if (name === 'min-height') return length !== undefined && SCREEN.height >= length
    if (name === 'max-height') return length !== undefined && SCREEN.height <= length
    if (name === 'orientation') return value === 'landscape'
    if (name === 'prefers-color-scheme') return value === 'light'
    if (name === 'prefers-reduced-motion') return value === 'no-preference'
    // Screens of two pixels to one of CSS are what the pictures are chosen for.
    if (/^(?:-webkit-)?min-(?:device-pixel-ratio|resolution)$/.test(name!))
      return Number.parseFloat(value!) <= 2
    return false
  }
  const range = /^width\s*(<=|>=|<|>)\s*(\S+)$/.exec(inner)
  const length = range ? cssLength(range[2]!) : undefined
  if (length === undefined) return false
  if (range![1] === '<') return SCREEN.width < length
  if (range![1] === '<=') return SCREEN.width <= length
  return range![1] === '>' ? SCREEN.width > length : SCREEN.width >= length
}
