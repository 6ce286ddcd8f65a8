import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist'
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { findOnPage } from './find-on-page.ts'

/**
 * The page of the hidden window that draws a PDF's pages (main/original-pages/page-window.ts). It can reach
 * nothing but its own files and the one document; main asks by calling `lecternPages`.
 */

/** Pixels of a side and of a page beyond which a page is drawn smaller. */
const LONGEST_SIDE = 6000
const MOST_PIXELS = 16_000_000
/** Pictures inside a page larger than this are left white. */
const LARGEST_PICTURE = 60_000_000

GlobalWorkerOptions.workerSrc = workerAddress

// A window that is never shown has no frames to wait for.
window.requestAnimationFrame = (callback) => window.setTimeout(() => callback(performance.now()), 0)

/** What stands in for faces of pdf.js that are not shipped. */
const standIns: Readonly<Record<string, string>> = {
  'LiberationSans-Regular.ttf': 'Arimo_400Regular.ttf',
  'LiberationSans-Italic.ttf': 'Arimo_400Regular_Italic.ttf',
  'LiberationSans-Bold.ttf': 'Arimo_700Bold.ttf',
  'LiberationSans-BoldItalic.ttf': 'Arimo_700Bold_Italic.ttf'
}

/** pdf.js's own data, by name, from beside this page. */
class OwnData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const folder = { cMapUrl: 'cmaps', standardFontDataUrl: 'standard_fonts' }[kind]
    if (!folder) throw new Error('not kept')
    const response = await fetch(`/pdf/${folder}/${encodeURIComponent(standIns[filename] ?? filename)}`)
    if (!response.ok) throw new Error('not there')
    return new Uint8Array(await response.arrayBuffer())
  }
}

let opened: Promise<PDFDocumentProxy> | undefined

function document_(): Promise<PDFDocumentProxy> {
  opened ??= (async () => {
    const response = await fetch('/document')
    if (!response.ok) throw new Error('no document')
    return await getDocument({
      data: new Uint8Array(await response.arrayBuffer()),
      verbosity: 0,
      enableXfa: false,
      // Only faces that the document holds or that come with Lectern: never the machine's own.
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
      disableWorkerRendering: true,
      isOffscreenCanvasSupported: true,
      maxImageSize: LARGEST_PICTURE,
      cMapUrl: '/pdf/cmaps/',
      cMapPacked: true,
      standardFontDataUrl: '/pdf/standard_fonts/',
      // Its fallbacks in plain JavaScript lie there too, for JPEG 2000 and JBIG2.
      wasmUrl: '/pdf/wasm/',
      BinaryDataFactory: OwnData
    }).promise
  })()
  return opened
}

const pages = {
  /** Pages, and the size of the first in points. */
  async open() {
    const pdf = await document_()
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
    return { count: pdf.numPages, width: Math.max(1, width), height: Math.max(1, height) }
  },

  /** A page as a PNG in base64, `width` pixels wide unless that is too large a picture. */
  async draw({ page: number, width }: { page: number; width: number }): Promise<string> {
    const page = await (await document_()).getPage(number)
    const whole = page.getViewport({ scale: 1 })
    const scale = Math.min(
      width / whole.width,
      LONGEST_SIDE / Math.max(whole.width, whole.height),
      Math.sqrt(MOST_PIXELS / (whole.width * whole.height))
    )
    const viewport = page.getViewport({ scale })
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.floor(viewport.width))
    canvas.height = Math.max(1, Math.floor(viewport.height))
    try {
      await page.render({ canvas, viewport, background: 'white' }).promise
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      if (!blob) throw new Error('not drawn')
      return await base64(blob)
    } finally {
      canvas.width = 0
      page.cleanup()
    }
  },

  /** Where each quote stands on a page. */
  async find({ page: number, quotes }: { page: number; quotes: string[] }) {
    const page = await (await document_()).getPage(number)
    return findOnPage(await page.getTextContent(), page.getViewport({ scale: 1 }), quotes)
  }
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.readAsDataURL(blob)
  })
}

Object.assign(window, { lecternPages: pages })
