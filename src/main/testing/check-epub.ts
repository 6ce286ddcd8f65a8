import { JSDOM, type XmlDocument } from 'jsdom'
import { zipEntries } from '../import/source/zip-entries.ts'

/**
 * What is wrong with a book that we wrote, by the rules of EPUB 3.3 that a reading program relies on: the
 * container, a manifest that is the whole truth, well-formed XML, ids said once, and every reference leading
 * somewhere. Empty when nothing is. Written apart from the code it checks.
 */
export function faultsOf(bytes: Uint8Array): string[] {
  const faults: string[] = []
  const fault = (sentence: string) => faults.push(sentence)
  const buffer = Buffer.from(bytes)
  // Local header: 30 bytes, the name, then the content as it is when it is stored.
  if (buffer.toString('latin1', 30, 58) !== 'mimetypeapplication/epub+zip')
    fault('mimetype is not first and bare')
  if (buffer.readUInt16LE(8) !== 0) fault('mimetype is packed')
  const files = zipEntries(bytes, 'book.epub', () => true, 'errors.import.damagedBook')
  const documentOf = (name: string, type: 'application/xml' | 'application/xhtml+xml') => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(files.get(name))
      return new JSDOM(text, { contentType: type }).window.document
    } catch (error) {
      fault(`${name}: ${(error as Error).message}`)
      return undefined
    }
  }
  const container = documentOf('META-INF/container.xml', 'application/xml')
  const path = container?.querySelector('rootfile')?.getAttribute('full-path') ?? ''
  const opf = documentOf(path, 'application/xml')
  if (!opf) return faults
  const base = path.replace(/[^/]*$/, '')
  const one = (selector: string) => {
    const found = [...opf.querySelectorAll(selector)]
    if (found.length !== 1 || !found[0]?.textContent?.trim()) fault(`${found.length} of ${selector}`)
    return found[0]
  }
  const root = opf.documentElement
  if (one('metadata > *|identifier')?.id !== root.getAttribute('unique-identifier'))
    fault('no unique identifier')
  one('metadata > *|title')
  one('metadata > *|language')
  const modified = one('metadata > meta[property="dcterms:modified"]')?.textContent ?? ''
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(modified)) fault(`modified: ${modified}`)

  const items = new Map<string, { name: string; type: string }>()
  const listed = new Set<string>()
  for (const item of opf.querySelectorAll('manifest > item')) {
    const name = base + item.getAttribute('href')
    if (items.has(item.id) || listed.has(name)) fault(`listed twice: ${name}`)
    items.set(item.id, { name, type: item.getAttribute('media-type') ?? '' })
    listed.add(name)
    if (!files.has(name)) fault(`not in the file: ${name}`)
  }
  for (const name of files.keys())
    if (!listed.has(name) && name !== path && name !== 'mimetype' && !name.startsWith('META-INF/'))
      fault(`not in the manifest: ${name}`)
  const spine = [...opf.querySelectorAll('spine > itemref')].map((ref) =>
    items.get(ref.getAttribute('idref') ?? '')
  )
  if (spine.length === 0) fault('nothing to read')
  for (const item of spine) if (item?.type !== 'application/xhtml+xml') fault('a spine of something else')
  const navs = [...opf.querySelectorAll('item[properties~="nav"]')]
  if (navs.length !== 1) fault(`${navs.length} tables of contents`)

  const documents = new Map<string, XmlDocument>()
  for (const { name, type } of items.values()) {
    const document = type === 'application/xhtml+xml' ? documentOf(name, type) : undefined
    if (document) documents.set(name, document)
  }
  const ids = new Map<string, Set<string>>()
  for (const [name, document] of documents) {
    const own = new Set<string>()
    ids.set(name, own)
    for (const element of document.querySelectorAll('[id]')) {
      if (own.has(element.id)) fault(`${name}: id ${element.id} twice`)
      if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(element.id)) fault(`${name}: id ${element.id}`)
      own.add(element.id)
    }
    if (document.querySelector('script, style, iframe, object, embed, form, [onload], [onclick], [onerror]'))
      fault(`${name}: something that runs`)
    if (!document.title) fault(`${name}: no title`)
    for (const list of document.querySelectorAll('dl')) {
      if (list.firstElementChild?.tagName !== 'dt' || list.lastElementChild?.tagName !== 'dd')
        fault(`${name}: dl`)
    }
    for (const item of document.querySelectorAll('nav li'))
      if (item.firstElementChild?.tagName !== 'a' || !item.firstElementChild.textContent?.trim())
        fault(`${name}: li`)
  }
  for (const [name, document] of documents) {
    for (const element of document.querySelectorAll('a[href], img[src], link[href]')) {
      const stated = element.getAttribute('href') ?? element.getAttribute('src') ?? ''
      if (/^(?:https?|mailto):/.test(stated)) {
        if (element.tagName !== 'a') fault(`${name}: fetches ${stated}`)
        continue
      }
      const [file = '', id] = stated.split('#')
      const target = file === '' ? name : base + file
      if (!listed.has(target)) fault(`${name}: leads to ${stated}`)
      else if (id !== undefined && !ids.get(target)?.has(id)) fault(`${name}: leads nowhere in ${stated}`)
    }
  }
  return faults
}
