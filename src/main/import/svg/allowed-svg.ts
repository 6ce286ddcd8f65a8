/**
 * What a kept drawing may consist of: shapes, words, and what paints them. Nothing that runs, loads, moves, links
 * or lets another language in. `rebuild-svg.ts` writes from these lists, `check-svg.ts` reads by them.
 */

/** Elements that draw, or hold what others use. Names as SVG writes them. */
export const svgElements: ReadonlySet<string> = new Set(
  (
    'svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath ' +
    'linearGradient radialGradient stop clipPath mask pattern marker image'
  ).split(' ')
)

/** Those that put something on the page by themselves. */
export const svgShapes: ReadonlySet<string> = new Set(
  'path rect circle ellipse line polyline polygon text image use'.split(' ')
)

const number = /^[\s\d.,+\-eE%a-z]*$/
const transform =
  /^\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY|translateX|translateY|scaleX|scaleY)\s*\([\s\d.,+\-eE]*\)[\s,]*)*$/
const path = /^[\s\d.,+\-eEMmZzLlHhVvCcSsQqTtAa]*$/
const keyword = /^[a-zA-Z-]{1,30}$/
const paint =
  /^(?:[a-zA-Z-]{1,30}|#[0-9a-fA-F]{3,8}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([\d\s.,%/+\-a-z]*\)|url\(#[a-z]\d{1,6}\)(?: (?:[a-zA-Z]{1,30}|#[0-9a-fA-F]{3,8}))?)$/
const reference = /^(?:none|url\(#[a-z]\d{1,6}\))$/
const family = /^[\p{L}\p{N}\s,'_.-]{1,300}$/u
const words = /^[a-zA-Z0-9\s%.-]{1,100}$/

/** How an attribute that is also a property of CSS may read. */
export const svgProperties: ReadonlyMap<string, RegExp> = new Map([
  ...['fill', 'stroke', 'color', 'stop-color'].map((name) => [name, paint] as const),
  ...['clip-path', 'mask', 'marker-start', 'marker-mid', 'marker-end'].map(
    (name) => [name, reference] as const
  ),
  ...(
    'fill-opacity stroke-opacity stop-opacity opacity stroke-width stroke-miterlimit stroke-dasharray ' +
    'stroke-dashoffset font-size letter-spacing word-spacing baseline-shift'
  )
    .split(' ')
    .map((name) => [name, number] as const),
  ...(
    'fill-rule clip-rule stroke-linecap stroke-linejoin display visibility font-style text-anchor ' +
    'dominant-baseline alignment-baseline writing-mode direction unicode-bidi overflow vector-effect ' +
    'shape-rendering text-rendering'
  )
    .split(' ')
    .map((name) => [name, keyword] as const),
  ...['font-weight', 'font-variant', 'font-stretch', 'text-decoration', 'paint-order'].map(
    (name) => [name, words] as const
  ),
  ['font-family', family],
  ['transform', transform]
])

/** Attributes that are no property of CSS. */
export const svgAttributes: ReadonlyMap<string, RegExp> = new Map([
  ...(
    'x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate width height points viewBox offset textLength ' +
    'startOffset refX refY markerWidth markerHeight pathLength'
  )
    .split(' ')
    .map((name) => [name, number] as const),
  ['d', path],
  ...['gradientTransform', 'patternTransform'].map((name) => [name, transform] as const),
  ...(
    'gradientUnits spreadMethod patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits ' +
    'markerUnits orient lengthAdjust method spacing'
  )
    .split(' ')
    .map((name) => [name, /^[a-zA-Z0-9.-]{1,30}$/] as const),
  ['preserveAspectRatio', /^[a-zA-Z ]{1,30}$/],
  ['xml:space', /^(?:preserve|default)$/],
  // Names are given anew; only those that are used.
  ['id', /^[a-z]\d{1,6}$/],
  ['xlink:href', /^(?:#[a-z]\d{1,6}|data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2})$/],
  ['xmlns', /^http:\/\/www\.w3\.org\/2000\/svg$/],
  ['xmlns:xlink', /^http:\/\/www\.w3\.org\/1999\/xlink$/]
])

/** Beyond these a drawing is not kept: bytes as written, and shapes when everything that is used is drawn. */
export const MAX_SVG_BYTES = 3 * 1024 * 1024
export const MAX_SVG_SHAPES = 40_000
