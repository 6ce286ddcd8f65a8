import { attribute, childElements, classOf, type Element } from '../html/html-tree.ts'
import { ENOUGH, isAddressName, isSetName, lateAddress, lateSet, usable } from './late-addresses.ts'
import { cssLength, matchesMedia } from './media-query.ts'

/** At most this wide, a picture is a stand-in for the one that comes later, if one does. */
const PREVIEW = 100

/** Kinds of picture that can be kept. */
const keptType = /^image\/(?:png|jpe?g|gif|webp|avif|svg\+xml)$/i

/**
 * The addresses an image element offers for its picture, as they are written, the best for the text's column first.
 * A spacer, a blurred preview and the crop for a telephone are not offered when there is the picture itself; what
 * might be another picture (an address in an attribute that scripts use for something else) is never.
 * @param widthOf pixels of a picture whose bytes are here, by its reference
 */
export function pictureSources(
  element: Element,
  widthOf: (reference: string) => number | undefined
): string[] {
  const src = (attribute(element, 'src') ?? '').trim()
  const set = usable(attribute(element, 'srcset'))
  const lazy = lateAddress(element)
  const lazySet = lateSet(element)
  const sources = pictureSets(element)
  const isWaiting = lazy !== undefined || lazySet !== undefined
  const isStandIn = src === '' || isSpacer(src) || (isWaiting && isPreview(src, element, widthOf))

  const needed = neededWidth(element)
  const chosen: string[] = []
  const offer = (addresses: readonly string[]) => {
    for (const one of addresses) if (one && !chosen.includes(one)) chosen.push(one)
  }
  const sets = (list: readonly (string | undefined)[]) => {
    for (const one of list) offer(ranked(one ?? '', needed, element).filter((address) => !isSpacer(address)))
  }
  if (isStandIn && isWaiting) {
    // What is in `srcset` now stands in, too, unless it says the same as what waits.
    sets([...sources, lazySet])
    offer([lazy ?? ''])
    sets([set])
  } else {
    sets([...sources, lazySet && sharesName(lazySet, src) ? lazySet : undefined, set])
    if (lazy && !isStandIn && isSamePictureAt(lazy, src) && statedWidth(lazy) > statedWidth(src))
      offer([lazy])
    if (!isStandIn) offer([src])
  }
  // A stand-in is better than nothing: it may be all that there is.
  return chosen.length ? chosen : src ? [src] : []
}

/** Every address an image element offers for its picture, as written. */
export function offeredAddresses(element: Element): string[] {
  const stated = element.attrs
    .filter(({ name }) => name === 'src' || isAddressName(name))
    .map(({ value }) => value.trim())
  const sets = element.attrs
    .filter(({ name }) => name === 'srcset' || isSetName(name))
    .flatMap(({ value }) => candidatesOf(value))
  return [...stated.filter((one) => one !== '' && !isSpacer(one)), ...sets.map(({ address }) => address)]
}

/** Whether an image element holds nothing but what stands in for a picture that a script would bring. */
export function isOnlyStandIn(element: Element): boolean {
  if (offersMore(element)) return false
  const src = (attribute(element, 'src') ?? '').trim()
  return src === '' || isSpacer(src) || isPreview(src, element, () => undefined)
}

/** Whether an image element offers a picture beside the one it shows at first. */
export function offersMore(element: Element): boolean {
  return (
    lateAddress(element) !== undefined ||
    lateSet(element) !== undefined ||
    usable(attribute(element, 'srcset')) !== undefined
  )
}

/** Whether two image elements offer the same picture, in whatever sizes. */
export function isSamePicture(one: Element, two: Element): boolean {
  const others = new Set(offeredAddresses(two).map(nameOf).filter(isTelling))
  return offeredAddresses(one).some((address) => others.has(nameOf(address)))
}

/** The sets of the first source of a `picture` that this window would take, then none. */
function pictureSets(element: Element): string[] {
  const picture = element.parentNode
  if (picture?.nodeName !== 'picture') return []
  for (const source of childElements(picture)) {
    if (source === element) break
    if (source.tagName !== 'source') continue
    const type = attribute(source, 'type')?.trim()
    if (type && !keptType.test(type)) continue
    if (!matchesMedia(attribute(source, 'media') ?? '')) continue
    const set = lateSet(source) ?? usable(attribute(source, 'srcset'))
    if (set) return [set]
  }
  return []
}

interface Candidate {
  address: string
  /** Pixels; for a stated density what it comes to. */
  width: number
}

/** The candidates of a `srcset`: the smallest that is enough, then larger ones, then the largest of the others. */
function ranked(set: string, needed: number, element: Element): string[] {
  const base = cssLength(`${Number.parseFloat(attribute(element, 'width') ?? '')}px`) ?? ENOUGH / 2
  const candidates: Candidate[] = []
  for (const { address, descriptor } of candidatesOf(set)) {
    const width = describedWidth(descriptor, base)
    if (width > 0) candidates.push({ address, width })
  }
  const byWidth = candidates.toSorted((a, b) => a.width - b.width)
  return [
    ...byWidth.filter(({ width }) => width >= needed),
    ...byWidth.filter(({ width }) => width < needed).reverse()
  ].map(({ address }) => address)
}

/** "400w", "400w 300h", "2x"; 0 for what is neither. @param base pixels of one to one */
function describedWidth(descriptor: string, base: number): number {
  const wide = /^(?:\d+h\s+)?(\d+(?:\.\d+)?)w(?:\s+\d+h)?$/i.exec(descriptor)
  if (wide) return Number(wide[1])
  return /^\d[\d.e+]*x$/i.test(descriptor) ? (Number.parseFloat(descriptor) || 0) * base : 0
}

/** As HTML reads them: an address runs to the next white space, so it may hold commas (4.8.4.2.2). */
function candidatesOf(set: string): { address: string; descriptor: string }[] {
  const result: { address: string; descriptor: string }[] = []
  const pattern = /[\s,]*(\S+)([^,(]*)(?:,|$)/y
  for (let found = pattern.exec(set); found && result.length < 50; found = pattern.exec(set)) {
    const [, address = '', descriptor = ''] = found
    if (address.endsWith(',')) {
      result.push({ address: address.replace(/,+$/, ''), descriptor: '1x' })
      pattern.lastIndex = found.index + found[0].indexOf(address) + address.length
    } else result.push({ address, descriptor: descriptor.trim() || '1x' })
  }
  return result
}

/** How many pixels serve the place the page gives it: twice what `sizes` says, and never more than the column needs. */
function neededWidth(element: Element): number {
  const sizes = attribute(element, 'sizes') ?? attribute(element, 'data-sizes') ?? ''
  for (const one of sizes.split(/,(?![^(]*\))/).slice(0, 20)) {
    const found = /^\s*(\(.*\)|)\s*(\S+)\s*$/s.exec(one)
    const length = found && cssLength(found[2]!)
    if (length !== null && length !== undefined && length > 0 && matchesMedia(found![1]!)) {
      // Nothing worth reading is shown smaller; a page says "1px" until its script knows better.
      return length < 16 ? ENOUGH : Math.min(ENOUGH, length * 2)
    }
  }
  return ENOUGH
}

/** Whether an address is of a picture that only keeps a place free. */
export function isSpacer(address: string): boolean {
  if (/^data:/i.test(address))
    return (
      address.length < 400 ||
      (/^data:image\/svg/i.test(address) &&
        !/<(?:path|rect|g|circle|text|image|use|line|poly|ellipse)|base64/i.test(
          address.replaceAll('%3C', '<').replaceAll('%3c', '<')
        ))
    )
  return /(?:^|[/_.-])(?:spacer|blank|transparent|pixel|1x1|clear|placeholder|lazy-?load(?:er|ing)?|loading|grey|gray)[^/]{0,20}\.(?:gif|png|svg|webp|jpe?g)(?:[?#]|$)/i.test(
    address
  )
}

function isPreview(
  src: string,
  element: Element,
  widthOf: (reference: string) => number | undefined
): boolean {
  if (/^data:image\/svg/i.test(src)) return true
  const width = widthOf(src)
  if (width !== undefined) return width <= PREVIEW
  const stated = statedWidth(src)
  if (Number.isFinite(stated) && stated <= PREVIEW) return true
  if (
    /(?:^|[/?&=,;_.-])(?:lqip|blur(?:red|ry)?|preview|low-?(?:res|quality)|tiny|thumb)(?:$|[/?&=,;:_.\d-])/i.test(
      src
    )
  )
    return true
  return /(?:^|[\s_-])(?:lazy(?:load(?:ed|ing)?)?|lozad|b-lazy|blur(?:-up)?|progressive-media|preview)(?:$|[\s_-])/i.test(
    classOf(element)
  )
}

/** The width an address speaks of (`photo-320x200.jpg`, `?w=320`, `/w_320,q_80/`, `/max/320/`); infinite when it speaks of none. */
export function statedWidth(address: string): number {
  const found =
    /[?&;](?:w|wid|width|imwidth|resize|size|sz|mw)=(\d{1,5})/i.exec(address) ??
    /(?:^|[/,:])(?:w|width|max|fit)[_=:/-](\d{1,5})(?=[,/])/i.exec(address) ??
    /[-_](\d{1,5})x\d{1,5}(?=[.@_/-]|$)/i.exec(address) ??
    /[-_/](\d{2,5})(?:w|px)(?=[./_-])/i.exec(address)
  return found ? Number(found[1]) : Number.POSITIVE_INFINITY
}

/** Whether two addresses name the same picture: the last part of their paths, without the size it states. */
export function isSamePictureAt(one: string, two: string): boolean {
  const a = nameOf(one)
  return isTelling(a) && a === nameOf(two)
}

/** A shorter name may be that of any picture. */
const isTelling = (name: string) => name.length >= 4

function sharesName(set: string, src: string): boolean {
  return candidatesOf(set).some(({ address }) => isSamePictureAt(address, src))
}

function nameOf(address: string): string {
  const path = address.replace(/[?#].*$/s, '')
  const last = path.split('/').at(-1) ?? ''
  return last
    .replace(/\.[a-z]{3,5}$/i, '')
    .replace(
      /[-_](?:\d{1,5}x\d{1,5}|\d{2,5}(?:w|px)?|thumb(?:nail)?|small|large|medium|scaled|lqip|blur(?:red)?|preview|tiny|low)$/i,
      ''
    )
    .toLowerCase()
}
