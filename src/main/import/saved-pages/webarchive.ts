import { parseBuffer } from 'bplist-parser'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import type { DirectImporter } from '../article/importer.ts'
import { webAddress } from '../article/web-address.ts'
import { webarchiveExtensions } from '../source/known-extensions.ts'
import { importHtml } from '../web-page/html.ts'
import { framedPage } from './framed-page.ts'

const Resource = z.object({
  WebResourceData: z.instanceof(Uint8Array),
  WebResourceURL: z.string().max(65_536).default(''),
  WebResourceMIMEType: z.string().max(200).default(''),
  WebResourceTextEncodingName: z.string().max(40).default('')
})
const Archive = z.object({
  WebMainResource: Resource,
  WebSubresources: z.array(z.unknown()).max(20_000).default([]),
  WebSubframeArchives: z.array(z.unknown()).max(1000).default([])
})
type Archive = z.infer<typeof Archive>

/** Frames in frames in frames. */
const DEPTH = 3

/** Safari's web archive: a binary property list of a page and everything it showed. */
export const importWebarchive: DirectImporter = {
  name: 'webarchive/1',
  extensions: webarchiveExtensions,
  binary: true,
  recognises: (head) => head.startsWith('bplist00'),
  run({ bytes, fileName }): ImportedArticle {
    let root: unknown
    try {
      root = parseBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))[0]
    } catch (error) {
      throw new AppError('unreadable', 'errors.import.damagedFile', { name: fileName }, { cause: error })
    }
    const archive = Archive.safeParse(root)
    if (!archive.success) throw new AppError('unsupported', 'errors.import.noPage', { name: fileName })
    const all = [archive.data, ...framesOf(archive.data)].map((one) => ({
      ...one,
      bytes: one.WebMainResource.WebResourceData
    }))
    const { WebMainResource: page, WebSubresources: came } = framedPage(all[0]!, all.slice(1))
    const address = webAddress(page.WebResourceURL)
    const resources = new Map<string, Uint8Array>()
    for (const one of came) {
      const { success, data } = Resource.safeParse(one)
      const url = success && URL.parse(data.WebResourceURL, address || undefined)?.href
      if (url && !resources.has(url)) resources.set(url, data.WebResourceData)
    }
    return {
      ...importHtml.run({
        bytes: page.WebResourceData,
        fileName,
        address,
        charset: page.WebResourceTextEncodingName.toLowerCase(),
        resource: (reference) => resources.get(reference)
      }),
      importer: this.name,
      mediaType: 'application/x-webarchive'
    }
  }
}

/** The pages in a page's frames, as they came with it. */
function framesOf({ WebSubframeArchives }: Archive, depth = 0): Archive[] {
  if (depth >= DEPTH) return []
  return WebSubframeArchives.flatMap((one) => {
    const { success, data } = Archive.safeParse(one)
    return success ? [data, ...framesOf(data, depth + 1)] : []
  })
}
