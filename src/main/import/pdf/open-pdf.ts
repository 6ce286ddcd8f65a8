import { Buffer } from 'node:buffer'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { AppError } from '../../../shared/errors.ts'

/** Pictures with more pixels than this are not decoded; they are still on the original's pages. */
const MOST_PIXELS = 8_000_000

/**
 * Opens a PDF for reading its text. Nothing of it runs: no scripts (they are never interpreted), no forms of
 * XFA, no actions; nothing is fetched but the character maps that come with Lectern. To be closed with
 * `destroy()`.
 *
 * @throws AppError `unsupported` when it asks for a password, `unreadable` when it is no PDF any more
 */
export async function openPdf(
  bytes: Uint8Array,
  fileName: string,
  { pictures = true }: { pictures?: boolean } = {}
): Promise<PDFDocumentProxy> {
  const pdfjs = await loadPdfjs()
  try {
    return await open(pdfjs, bytes, pictures)
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException')
      throw new AppError('unsupported', 'errors.import.lockedPdf', { name: fileName }, { cause: error })
    const mended = withTrailer(bytes)
    const document = mended && (await open(pdfjs, mended, pictures).catch(() => undefined))
    if (document) return document
    throw new AppError('unreadable', 'errors.import.damagedPdf', { name: fileName }, { cause: error })
  }
}

async function open({ getDocument }: Pdfjs, bytes: Uint8Array, pictures: boolean): Promise<PDFDocumentProxy> {
  const task = getDocument({
    // A copy: pdf.js takes the buffer away, and the original is kept with the article.
    data: new Uint8Array(bytes),
    verbosity: 0,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    fontExtraProperties: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    maxImageSize: pictures ? MOST_PIXELS : 1,
    cMapUrl: 'cmaps/',
    cMapPacked: true,
    BinaryDataFactory: CharacterMaps
  })
  try {
    const document = await task.promise
    if (document.numPages < 1) throw new Error('no pages')
    return document
  } catch (error) {
    // What was read of it stays in memory until it is told.
    await task.destroy().catch(() => undefined)
    throw error
  }
}

/** A file that was cut off has lost where it begins to be read; its catalogue may still be there. */
function withTrailer(bytes: Uint8Array): Uint8Array | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = source.lastIndexOf('/Catalog'); at > 0; at = source.lastIndexOf('/Catalog', at - 1)) {
    const before = source.toString('latin1', Math.max(0, at - 2000), at)
    const number = /.*(?:^|\s)(\d{1,10})\s+(\d{1,5})\s+obj\b/s.exec(before)
    if (number)
      return Buffer.concat([source, Buffer.from(`\ntrailer\n<< /Root ${number[1]} ${number[2]} R >>\n`)])
  }
  return undefined
}

type Pdfjs = typeof import('pdfjs-dist')
let loaded: Promise<Pdfjs> | undefined

/** pdf.js in this process: its own worker would be a second one to watch, and this one may be killed. */
function loadPdfjs(): Promise<Pdfjs> {
  loaded ??= (async () => {
    const world = globalThis as Record<string, unknown>
    // Only drawing needs them, and nothing is drawn here; without them pdf.js would look for a native canvas.
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) world[name] ??= class {}
    const api = await import('pdfjs-dist/legacy/build/pdf.mjs')
    world.pdfjsWorker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    process.on('unhandledRejection', forgiveDamage)
    return api as Pdfjs
  })()
  return loaded
}

/** What pdf.js throws at a damaged file; it does not catch all of it itself, which would end the process. */
const damage =
  /\b(?:XRefEntry|XRefParse|InvalidPDF|ParserEOF|MissingData|UnknownError|Abort|Response)Exception\b|\b(?:Format|Jpeg|Jpx|Jbig2)Error\b/

/** A page with such a fault is missing or half empty; any other fault is a bug of ours and ends the process. */
function forgiveDamage(reason: unknown): void {
  const said = reason instanceof Error ? `${reason.name} ${reason.message}` : String(reason)
  if (damage.test(said)) return
  setImmediate(() => {
    throw reason
  })
}

/** Gives pdf.js the character maps of East Asian fonts, by name, and nothing else. */
class CharacterMaps {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl' || !/^[\w-]+\.bcmap$/.test(filename)) throw new Error('not kept')
    return new Uint8Array(await readFile(join(mapsFolder(), filename)))
  }
}

/** The folder of pdf.js's character maps: beside the built app, or in the package it comes from. */
function mapsFolder(): string {
  let at = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    for (const place of ['renderer/pdf/cmaps', 'node_modules/pdfjs-dist/cmaps']) {
      const here = join(at, place)
      if (existsSync(join(here, 'UniGB-UCS2-H.bcmap'))) return here
    }
    if (dirname(at) === at) throw new Error('The character maps are missing')
    at = dirname(at)
  }
}
