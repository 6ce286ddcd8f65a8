import { strToU8 } from 'fflate'
import { bookOf } from './chapters.ts'
import type { Payload } from './payloads.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A drawing worth keeping, with a payload wherever something may stand: as markup, words, names, looks, addresses. */
function attackDrawing({ markup }: Payload): string {
  const inside = escaped(markup.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, ''))
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 200" width="400" height="200">
    <title>${inside}</title><desc>${inside}</desc><style>${markup}</style>
    <rect x="10" y="10" width="150" height="80" fill="#246"/><path d="M10 150L200 20L390 150" stroke="#000" fill="none"/>
    <text x="20" y="40" font-family="${inside}">Tide ${inside}</text>
    <g class="${inside}" style="${inside}" fill="${inside}" onload="${inside}"><circle cx="300" cy="50" r="30"/></g>
    <a href="${inside}" xlink:href="${inside}"><ellipse cx="300" cy="150" rx="40" ry="20"/></a>
    <use href="${inside}"/><image href="${inside}" width="50" height="50"/><foreignObject width="90" height="40">${markup}</foreignObject>
    ${markup}</svg>`
}

const dataAddress = (svg: string) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
const figure = (address: string, name: string) =>
  `<figure><img src="${address}" alt="${name}" width="400" height="200"></figure>`

/** A page with each drawing where it stands and as a picture in an address. */
export function drawingPage(some: readonly Payload[], title: string, filler: string): string {
  const parts = some.map((one) => {
    const svg = attackDrawing(one)
    // What the payload opened is closed, so that the next one is not inside it.
    return `<p>${filler} ${escaped(one.id)}</p>${svg}</div></p></svg><p>${filler}</p>${figure(dataAddress(svg), escaped(one.id))}`
  })
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${parts.join('\n')}</article></body></html>`
}

/** A book whose chapters show drawings, of which each is a file of the book and stands in the chapter too. */
export function drawingBook(some: readonly Payload[], title: string, filler: string): Uint8Array {
  const drawings = some.map(attackDrawing)
  const bodies = some.map(
    ({ id }, at) =>
      `<h1>${escaped(id)}</h1><p>${filler}</p>${figure(`../pic/d${at}.svg`, 'd')}<p>${filler}</p>${drawings[at]}`
  )
  return bookOf(title, bodies, drawings)
}

/** A saved page (MHTML) with each drawing as a part of its own. */
export function drawingArchive(some: readonly Payload[], title: string, filler: string): Uint8Array {
  const part = (type: string, location: string, body: string) =>
    `------x\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ${location}\r\n\r\n${Buffer.from(
      body
    )
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n')}\r\n`
  const home = 'https://example.org/sea/drawings'
  const pictures = some.map((_, at) => `https://example.org/sea/d${at}.svg`)
  const body = some
    .map(({ id }, at) => `<p>${filler} ${escaped(id)}</p>${figure(pictures[at]!, `d${at}`)}`)
    .join('')
  const html = `<!doctype html><html><head><title>${title}</title></head><body><article><h1>${title}</h1>${body}</article></body></html>`
  return strToU8(
    `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${home}\r\nSubject: ${title}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n${part('text/html', home, html)}${some.map((one, at) => part('image/svg+xml', pictures[at]!, attackDrawing(one))).join('')}------x--\r\n`
  )
}
