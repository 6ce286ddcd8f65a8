import type { ImageRef, Inline } from '../../../shared/blocks.ts'
import { storedText } from './stored-text.ts'

/** What inline content is in a body. */
export interface InlineHtml {
  html: string
  /** Its canonical text. */
  text: string
  /** Places `[start, end]` in that text of words the reader had marked elsewhere; only with `liftMarks`. */
  marked: [number, number][]
}

/** @param liftMarks marked words are told apart from the text and not written as such */
export function renderInlines(list: readonly Inline[], liftMarks = false): InlineHtml {
  let html = ''
  let text = ''
  const marked: [number, number][] = []

  function walk(children: readonly Inline[], inLink: boolean): void {
    for (const inline of children) {
      switch (inline.type) {
        case 'text':
          html += storedText(inline.text)
          text += inline.text
          break
        case 'break':
          html += '<br>'
          text += '\n'
          break
        case 'mark':
          if (liftMarks && inline.mark === 'mark') {
            const start = text.length
            walk(inline.children, inLink)
            const last = marked.at(-1)
            // What stands around a link or code inside is one mark.
            if (last && last[1] === start) last[1] = text.length
            else if (text.slice(start).trim()) marked.push([start, text.length])
            break
          }
          html += `<${inline.mark}>`
          walk(inline.children, inLink)
          html += `</${inline.mark}>`
          break
        case 'link':
        case 'jump': {
          // A link inside a link would be torn apart by every HTML parser.
          if (inLink) {
            walk(inline.children, true)
            break
          }
          for (const mark of placesIn(inline.children)) html += renderPlace(mark)
          if (inline.type === 'jump') {
            html += `<a class="jump" href="#a-${storedText(inline.to)}">`
          } else {
            html += `<a href="${storedText(inline.href)}"${inline.title ? ` title="${storedText(inline.title)}"` : ''}>`
          }
          walk(inline.children, true)
          html += '</a>'
          break
        }
        case 'anchor':
        case 'page':
          // Inside a link it was written before the link.
          if (!inLink) html += renderPlace(inline)
          break
        case 'image':
          html += renderImage(inline.image)
          break
        case 'ruby':
          html += `<ruby>${storedText(inline.base)}<rt>${storedText(inline.reading)}</rt></ruby>`
          text += inline.base
      }
    }
  }
  walk(list, false)
  return { html, text, marked }
}

type Place = Extract<Inline, { type: 'anchor' | 'page' }>

function placesIn(list: readonly Inline[]): Place[] {
  return list.flatMap((inline): Place[] => {
    if (inline.type === 'anchor' || inline.type === 'page') return [inline]
    return 'children' in inline ? placesIn(inline.children) : []
  })
}

function renderPlace(place: Place): string {
  if (place.type === 'anchor') return `<a class="anchor" id="a-${storedText(place.name)}"></a>`
  return `<a class="page" id="p-${place.number}" data-label="${storedText(place.label)}"></a>`
}

/** A picture that is here, or what stands in its place. */
export function renderImage(image: ImageRef): string {
  const width = image.width ? ` width="${image.width}"` : ''
  const height = image.height ? ` height="${image.height}"` : ''
  // The address is only remembered: a missing picture can be fetched when the reader asks for it, and one that
  // is here is known again in the page it came from.
  const url = image.url ? ` data-url="${storedText(image.url)}"` : ''
  if (image.asset) {
    return `<img src="asset://image/${storedText(image.asset)}"${url} alt="${storedText(image.alt)}"${width}${height} loading="lazy" decoding="async">`
  }
  const size = `${width && ` data-width="${image.width}"`}${height && ` data-height="${image.height}"`}`
  return `<span class="missing-image" role="img" aria-label="${storedText(image.alt)}"${url}${size}></span>`
}
