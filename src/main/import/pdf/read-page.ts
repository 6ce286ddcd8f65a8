import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { linkAddress } from '../html/link-address.ts'
import { apply, type Matrix, matrixOf, multiply } from './matrix.ts'
import type { PdfPage, Run } from './pdf-page.ts'
import type { PictureReader } from './read-pictures.ts'
import { readTags } from './structure.ts'
import { takeTables } from './tagged-tables.ts'

/** Pieces of text on one page beyond which it is a drawing or an attack. */
const MOST_ITEMS = 50_000

type Face = Pick<Run, 'bold' | 'italic' | 'mono'>

/**
 * Reads one page's text with its places, links and pictures. What stands crosswise to the rest of the page
 * (a stamp in the margin, the name of an axis) is left out.
 */
export async function readPage(
  document: PDFDocumentProxy,
  index: number,
  pictures: PictureReader
): Promise<PdfPage> {
  const page = await document.getPage(index + 1)
  try {
    const view = page.getViewport({ scale: 1 })
    const { width, height } = view
    const upright = matrixOf(view.transform)
    const placed = await pictures.read(page, upright)
    const tags = await readTags(page)
    const items = await textItems(page, tags !== undefined)
    const links = await linksOn(document, page, upright)
    const faces = new Map<string, Face>()
    const faceOf = (name: string): Face => {
      const face = faces.get(name) ?? readFace(page, name)
      faces.set(name, face)
      return face
    }
    const turned: { angle: number; run: Run }[] = []
    const marked = new Map<Run, string>()
    for (const { item, mark } of items) {
      const text = unspaced(cleanRun(item.str))
      if (!text.trim()) continue
      const matrix = multiply(upright, matrixOf(item.transform))
      const size = Math.hypot(matrix[2], matrix[3])
      if (!(size > 0.5 && size < 10_000)) continue
      const angle = ((Math.round(Math.atan2(matrix[1], matrix[0]) / (Math.PI / 2)) % 4) + 4) % 4
      const lean = Math.abs(Math.atan2(matrix[1], matrix[0]) - angleOf(angle))
      // Slanting text is a watermark.
      if (Math.min(lean, 2 * Math.PI - lean) > 0.12) continue
      const [x, y] = rotated(matrix[4], matrix[5], angle, width, height)
      const role = mark === undefined ? undefined : tags?.roles.get(mark)
      const run: Run = {
        ...{ text, x0: x, x1: x + item.width, y, size },
        ...faceOf(item.fontName),
        ...(role && { role })
      }
      if (mark !== undefined) marked.set(run, mark)
      turned.push({ angle, run })
    }
    const angle = commonAngle(turned)
    const sideways = angle % 2 === 1
    const [pageWidth, pageHeight] = sideways ? [height, width] : [width, height]
    const runs = turned
      .filter((one) => one.angle === angle)
      .map(({ run }) => run)
      .filter((run) => run.x1 > 0 && run.x0 < pageWidth && run.y > 0 && run.y - run.size < pageHeight)
    if (angle === 0) for (const run of runs) Object.assign(run, linkAt(links, run))
    const { tables, rest } = takeTables(withoutDoubles(runs), tags?.tables ?? [], marked)
    return {
      index,
      width: pageWidth,
      height: pageHeight,
      runs: rest,
      tables,
      pictures: angle === 0 ? placed.pictures : [],
      isPictured: placed.covered > width * height * 0.5,
      isDrawn: placed.isDrawn
    }
  } finally {
    page.cleanup()
  }
}

interface TextItem {
  str: string
  transform: number[]
  width: number
  fontName: string
}

/** Pieces of text in the order of the file, each with the id of the marked content it stands in. */
async function textItems(
  page: PDFPageProxy,
  isTagged: boolean
): Promise<{ item: TextItem; mark: string | undefined }[]> {
  const reader = page.streamTextContent({ includeMarkedContent: isTagged }).getReader()
  const items: { item: TextItem; mark: string | undefined }[] = []
  const marks: (string | undefined)[] = []
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return items
    for (const item of value.items as (TextItem | { type: string; id?: string })[]) {
      if ('str' in item) items.push({ item, mark: marks.at(-1) })
      else if (item.type === 'endMarkedContent') marks.pop()
      // What has no id of its own belongs to what is around it.
      else marks.push(item.id ?? marks.at(-1))
    }
    if (items.length > MOST_ITEMS) {
      await reader.cancel().catch(() => undefined)
      return items.slice(0, MOST_ITEMS)
    }
  }
}

function readFace(page: PDFPageProxy, name: string): Face {
  let font: { name?: unknown } | undefined
  try {
    font = page.commonObjs.has(name) ? (page.commonObjs.get(name) as { name?: unknown }) : undefined
  } catch {
    font = undefined
  }
  const real = String(font?.name ?? '').replace(/^[A-Z]{6}\+/, '')
  return {
    bold:
      /bold|black|heavy|demi|(?:^|[-,])(?:bd|cmbx\d*)/i.test(real) ||
      /^CMBX|^SFBX|^LMRoman.*-Bold/i.test(real),
    italic: /ital|obliq|(?:^|[-,])it$|^CM(?:TI|SL)|^SFTI/i.test(real),
    mono: /mono|courier|consol|typewriter|menlo|^CMTT|^SFTT|^LMTT|^txtt|\bcode\b|inconsolata/i.test(real)
  }
}

/** Characters that are no text, and the soft hyphen anywhere but at the end of a line. */
function cleanRun(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/g, '')
      .replace(/\u00ad(?!$)/g, '')
      // The dots that lead to a page's number in a table of contents.
      .replace(/(?:\s?\.){5,}\s*/g, ' … ')
      .replace(/[\t\n\f\r\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
  )
}

/** "A B S T R A C T" is a word whose letters are set apart; between two of them is more room. Letters in their order are no word. */
function unspaced(text: string): string {
  const said = text.trim()
  if (!/^\p{Lu}(?: {1,4}\p{Lu}){3,}$/u.test(said)) return text
  const letters = said.replaceAll(' ', '')
  const isInOrder = [...letters].every(
    (one, at) => at === 0 || one.charCodeAt(0) === letters.charCodeAt(at - 1) + 1
  )
  return isInOrder
    ? text
    : said
        .split(/ {2,}/u)
        .map((word) => word.replaceAll(' ', ''))
        .join(' ')
}

interface LinkArea {
  x0: number
  x1: number
  top: number
  bottom: number
  href?: string | undefined
  toPage?: number | undefined
}

/** Links that lead to the web or to another page of this document; every other action is left out unread. */
async function linksOn(document: PDFDocumentProxy, page: PDFPageProxy, view: Matrix): Promise<LinkArea[]> {
  const areas: LinkArea[] = []
  const annotations = await page.getAnnotations().catch(() => [])
  for (const one of annotations.slice(0, 5000)) {
    if (one.subtype !== 'Link' || !Array.isArray(one.rect)) continue
    const href = typeof one.url === 'string' ? linkAddress(one.url, undefined) || undefined : undefined
    const toPage = href ? undefined : await pageOf(document, one.dest)
    if (!href && toPage === undefined) continue
    const [a, b] = [apply(view, one.rect[0], one.rect[1]), apply(view, one.rect[2], one.rect[3])]
    areas.push({
      x0: Math.min(a[0], b[0]),
      x1: Math.max(a[0], b[0]),
      top: Math.min(a[1], b[1]),
      bottom: Math.max(a[1], b[1]),
      href,
      toPage
    })
  }
  return areas
}

/** The page a destination is on, from 0. */
export async function pageOf(document: PDFDocumentProxy, stated: unknown): Promise<number | undefined> {
  try {
    const destination = typeof stated === 'string' ? await document.getDestination(stated) : stated
    if (!Array.isArray(destination)) return undefined
    const [target] = destination as unknown[]
    if (typeof target === 'number') return target
    if (target === null || typeof target !== 'object') return undefined
    return await document.getPageIndex(target as Parameters<PDFDocumentProxy['getPageIndex']>[0])
  } catch {
    return undefined
  }
}

function linkAt(links: readonly LinkArea[], run: Run): Pick<Run, 'href' | 'toPage'> {
  const middle = run.y - run.size * 0.3
  for (const link of links) {
    if (middle < link.top || middle > link.bottom) continue
    const shared = Math.min(link.x1, run.x1) - Math.max(link.x0, run.x0)
    if (shared > (run.x1 - run.x0) * 0.6) return { href: link.href, toPage: link.toPage }
  }
  return {}
}

/** Bold is often drawn by writing the same words twice, a hair apart. */
function withoutDoubles(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run[]>()
  return runs.filter((run) => {
    const same = seen.get(run.text)
    if (!same) {
      seen.set(run.text, [run])
      return true
    }
    if (
      same.some(
        (one) => Math.abs(one.x0 - run.x0) < run.size * 0.12 && Math.abs(one.y - run.y) < run.size * 0.12
      )
    )
      return false
    if (same.length < 50) same.push(run)
    return true
  })
}

function commonAngle(turned: readonly { angle: number; run: Run }[]): number {
  const letters = [0, 0, 0, 0]
  for (const { angle, run } of turned) letters[angle]! += run.text.length
  return letters.indexOf(Math.max(...letters))
}

const angleOf = (quarter: number) => (quarter === 3 ? -Math.PI / 2 : quarter * (Math.PI / 2))

/** A place as it is when the page is turned so that text of this angle stands upright. */
function rotated(x: number, y: number, angle: number, width: number, height: number): [number, number] {
  if (angle === 1) return [y, width - x]
  if (angle === 2) return [width - x, height - y]
  if (angle === 3) return [height - y, x]
  return [x, y]
}
