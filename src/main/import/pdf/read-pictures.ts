import { Buffer } from 'node:buffer'
import type { PDFPageProxy } from 'pdfjs-dist'
import type { ImportedAsset } from '../article/imported-article.ts'
import { imageFromBytes } from '../pictures/image-bytes.ts'
import { findJpegs } from './find-jpegs.ts'
import { apply, type Matrix, matrixOf, multiply } from './matrix.ts'
import type { PlacedPicture } from './pdf-page.ts'
import { type Pixels, writePng } from './write-png.ts'

/** Smaller on the page (points) or in the file (pixels) is a sign, a line or a logo. */
const SMALLEST_SHOWN = 36
const SMALLEST_PIXELS = 40
const MOST_PICTURES = 300
const MOST_BYTES = 60 * 1024 * 1024
/** Milliseconds a picture may take to arrive after its page was read. */
const PATIENCE = 5000

/** Drawing operations of pdf.js that matter here (its `OPS`); they are part of its interface. */
const SAVE = 10
const RESTORE = 11
const TRANSFORM = 12
const FORM_BEGIN = 74
const FORM_END = 75
const IMAGE = 85
const INLINE_IMAGE = 86

interface Drawn {
  width: number
  height: number
  kind?: number
  data?: Uint8Array | Uint8ClampedArray | null
}

/** Finds the pictures on pages, and keeps their bytes up to a limit. */
export class PictureReader {
  /** Milliseconds spent on pages and their pictures. */
  spent = 0
  /** Some were left out, because they were too many or too much. */
  leftOut = false
  readonly #jpegs: Map<string, ImportedAsset>
  readonly #known = new Map<string, ImportedAsset>()
  #bytes = 0

  constructor(source: Uint8Array) {
    this.#jpegs = findJpegs(source)
  }

  async read(
    page: PDFPageProxy,
    view: Matrix
  ): Promise<{ pictures: PlacedPicture[]; covered: number; isDrawn: boolean }> {
    const began = performance.now()
    const pictures: PlacedPicture[] = []
    let covered = 0
    const { fnArray, argsArray } = await page.getOperatorList()
    let matrix: Matrix = view
    const stack: Matrix[] = []
    for (const [index, operation] of fnArray.entries()) {
      const args = argsArray[index] as unknown[] | null
      if (operation === SAVE) stack.push(matrix)
      else if (operation === RESTORE || operation === FORM_END) matrix = stack.pop() ?? matrix
      else if (operation === TRANSFORM) matrix = times(matrix, args)
      else if (operation === FORM_BEGIN) {
        stack.push(matrix)
        if (args?.[0]) matrix = times(matrix, args[0] as ArrayLike<number>)
      } else if (operation === IMAGE || operation === INLINE_IMAGE) {
        const place = boxOf(matrix)
        covered += (place.x1 - place.x0) * (place.bottom - place.top)
        if (Math.min(place.x1 - place.x0, place.bottom - place.top) < SMALLEST_SHOWN) continue
        const drawn = operation === IMAGE ? await pictureOf(page, String(args?.[0])) : (args?.[0] as Drawn)
        const asset = drawn && this.#keep(drawn)
        if (asset) pictures.push({ asset, ...place })
      }
      if (stack.length > 1000) stack.length = 1000
    }
    this.spent += performance.now() - began
    return { pictures, covered, isDrawn: fnArray.length > 0 }
  }

  #keep(drawn: Drawn): ImportedAsset | undefined {
    const { width, height, data } = drawn
    if (!data || !(width >= SMALLEST_PIXELS && height >= SMALLEST_PIXELS)) return undefined
    if (this.#known.size >= MOST_PICTURES || this.#bytes >= MOST_BYTES) {
      this.leftOut = true
      return undefined
    }
    const asset = this.#jpegs.get(`${width}x${height}`) ?? png(drawn)
    if (!asset) return undefined
    const known = this.#known.get(asset.hash)
    if (known) return known
    this.#bytes += asset.bytes.length
    this.#known.set(asset.hash, asset)
    return asset
  }
}

function png(drawn: Drawn): ImportedAsset | undefined {
  const kind: Pixels['kind'] | undefined = ([undefined, 'bits', 'rgb', 'rgba'] as const)[drawn.kind ?? 0]
  if (!kind || !drawn.data) return undefined
  const { bytes } = writePng({ width: drawn.width, height: drawn.height, kind, data: drawn.data })
  const image = imageFromBytes(Buffer.from(bytes))
  return 'asset' in image ? image.asset : undefined
}

/** A picture arrives by itself after the list of operations; one that cannot be decoded arrives as nothing. */
function pictureOf(page: PDFPageProxy, id: string): Promise<Drawn | undefined> {
  const store = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE)
    store.get(id, (drawn: Drawn | null) => {
      clearTimeout(timer)
      resolve(drawn ?? undefined)
    })
  })
}

function times(matrix: Matrix, by: ArrayLike<unknown> | null): Matrix {
  if (!by || by.length < 6) return matrix
  const numbers = matrixOf(by)
  return numbers.every(Number.isFinite) ? multiply(matrix, numbers) : matrix
}

/** Pictures are drawn on the unit square. */
function boxOf(matrix: Matrix): Omit<PlacedPicture, 'asset'> {
  const corners = [apply(matrix, 0, 0), apply(matrix, 1, 0), apply(matrix, 0, 1), apply(matrix, 1, 1)]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return { x0: Math.min(...xs), x1: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
