import { attribute, type Element } from '../html/html-tree.ts'

/** Pixels that fill the text's column (about 720 of CSS) on a screen of two pixels to one. */
export const ENOUGH = 1440

/** Where pages keep the picture until it is scrolled to. */
const lazyAttributes = (
  'data-src data-lazy-src data-original data-lazy data-hi-res-src data-hires data-full-src data-src-large ' +
  'data-defer-src data-delayed-url data-actualsrc data-echo data-url'
).split(' ')
const lazySets = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'data-src-set']

/** What other scripts call theirs: attributes that end so, and of another picture or none when they say so. */
const otherAddress = /^[a-z][\w-]*-(?:[a-z]*src|lazy|lazyload|original|orig-file|breeze)$|^real_src$/
const otherSet = /^[a-z][\w-]*-[a-z]*srcset$/
const another =
  /thumb|low|small|tiny|mobile|placeholder|error|fallback|loading|hover|roll|dark|night|zoom|poster|video|avatar|audio|sound|track|link|flag|icon|logo|next|prev|before|after|frame|embed/
/** What addresses of other things than pictures end in. */
const noPicture = /\.(?:mp[34]|m4[av]|og[gv]|wav|webm|mov|m3u8|vtt|pdf|html?|js|css|json)(?:[?#]|$)/i

const isOther = (name: string, form: RegExp) => name.length <= 40 && form.test(name) && !another.test(name)
/** Whether an attribute is named as those that hold one address. */
export const isAddressName = (name: string) => lazyAttributes.includes(name) || isOther(name, otherAddress)
/** Whether one is named as those that hold a set of addresses. */
export const isSetName = (name: string) => lazySets.includes(name) || isOther(name, otherSet)

/** Whether an attribute says where a picture is that a script would bring. */
export const isLateAddress = (name: string) => isAddressName(name) || isSetName(name)

/** The address that waits in an attribute for a script. */
export function lateAddress(element: Element): string | undefined {
  const stated = (name: string) => (attribute(element, name) ?? '').trim()
  return (
    lazyAttributes.map(stated).find(isAddress) ??
    element.attrs
      .filter(({ name }) => isAddressName(name))
      .map(({ value }) => value.trim())
      .find(isAddress) ??
    fittedAddress(element)
  )
}

/** The set of addresses that waits in one. */
export function lateSet(element: Element): string | undefined {
  return (
    lazySets.map((name) => usable(attribute(element, name))).find(Boolean) ??
    element.attrs
      .filter(({ name }) => isSetName(name))
      .map(({ value }) => usable(value))
      .find(Boolean)
  )
}

/** An address with a place for the width, which a script chooses from those that there are. */
function fittedAddress(element: Element): string | undefined {
  const form = ['data-src', 'data-template-src'].map((name) => attribute(element, name)?.trim()).find(Boolean)
  if (!form?.includes('{width}')) return undefined
  const widths = [...(attribute(element, 'data-widths') ?? '').matchAll(/\d{2,5}/g)].map(Number)
  const [width] = [
    ...widths.filter((one) => one >= ENOUGH).toSorted((a, b) => a - b),
    ...widths.toSorted((a, b) => b - a)
  ]
  const address = width === undefined ? '' : form.replaceAll('{width}', String(width))
  return isAddress(address) ? address : undefined
}

/** A set of addresses, unless it is a script's own or one address of data. */
export function usable(set: string | undefined): string | undefined {
  const text = set?.trim()
  return text && !/^[[{]/.test(text) && !/^data:[^ ]{0,400}(?: \S+)?$/i.test(text) ? text : undefined
}

function isAddress(value: string): boolean {
  if (!value || value.length > 8192 || /[\s<>{}]|^[[{#]/.test(value) || noPicture.test(value)) return false
  return /^(?:https?:)?\/\/|^data:image\/|^[./]|\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#]|$)/i.test(value)
}
