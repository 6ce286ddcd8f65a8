import { attribute, type Element, elementsOf, lineOf, type ParentNode, parseHtml } from '../html/html-tree.ts'
import { type ChapterLabel, type ContentsLine, chapterLabels } from './epub-contents.ts'
import { OWN_PREFIX, TITLE_PAGE } from './epub-own.ts'
import { statedPages } from './epub-pages.ts'
import { parseXhtml, resolveName } from './epub-xhtml.ts'

/** What a book says of itself (EPUB 3.3 packages; EPUB 2 is read the same way). */
export interface EpubPackage {
  title: string
  creators: string[]
  publisher: string
  language: string
  /** As stated; empty when it is not. */
  date: string
  modified: string
  /** Rights as stated: a name, a sentence or an address. */
  rights: string
  /** Where it was made from, when that is a web address. */
  source: string
  /** What it says of itself in a few words, without markup: the beginning of what it says. */
  description: string
  /** What only Lectern's own books say (epub-own.ts); undefined for all others. */
  own: { standfirst: string; sourceLine: string; leadImageUrl: string } | undefined
  /** The way its pages are turned, as stated: vertical lines of Japanese are turned like Arabic. */
  progression: 'ltr' | 'rtl' | undefined
  subjects: string[]
  /** Names of the chapters' files in reading order. */
  chapters: string[]
  /** Chapters the book states and does not hold. */
  missing: number
  /** Name of the cover picture's file, or empty. */
  cover: string
  /** What the table of contents calls chapters, by file name. */
  labels: Map<string, ChapterLabel>
  /** Where pages of the printed book begin, by the name of a chapter's file and an id in it, which may be empty. */
  pages: Map<string, Map<string, string>>
  /** Its pages are laid out as they are to be shown. */
  isFixed: boolean
  /** It holds sound or film, perhaps only to be read along with. */
  isRecorded: boolean
}

type Files = ReadonlyMap<string, Uint8Array>

/** @returns undefined when there is no package to be found */
export function readPackage(files: Files): EpubPackage | undefined {
  const container = files.get('META-INF/container.xml')
  const rootFile = container
    ? first(parseXhtml(container, 'container.xml').root, 'rootfile', (one) => attribute(one, 'full-path'))
    : undefined
  const name = rootFile ?? [...files.keys()].find((one) => one.endsWith('.opf'))
  const bytes = name === undefined ? undefined : files.get(name)
  if (name === undefined || !bytes) return undefined
  const { root } = parseXhtml(bytes, name, 'package')
  const all = [...elementsOf(root)]
  // Some packages name every element with its prefix.
  const named = (tag: string) => all.filter((one) => one.tagName === tag || one.tagName === `opf:${tag}`)
  const texts = (tag: string) =>
    all
      .filter((one) => one.tagName === `dc:${tag}` || one.tagName === tag)
      .map(lineOf)
      .filter(Boolean)
  const property = (name: string) =>
    named('meta')
      .filter((one) => attribute(one, 'property') === name)
      .map(lineOf)
      .find(Boolean) ?? ''
  const [packageElement] = named('package')
  const isOwn =
    property('lectern:article') !== '' &&
    (attribute(packageElement as Element, 'prefix') ?? '').includes(OWN_PREFIX)
  const items = new Map<string, Item>()
  for (const item of named('item')) {
    items.set(attribute(item, 'id') ?? '', {
      name: resolveName(attribute(item, 'href') ?? '', name),
      type: (attribute(item, 'media-type') ?? '').toLowerCase(),
      fallback: attribute(item, 'fallback') ?? '',
      properties: (attribute(item, 'properties') ?? '').split(/\s+/)
    })
  }
  const [spine] = named('spine')
  const inOrder = named('itemref')
    .filter((one) => !(isOwn && attribute(one, 'idref') === TITLE_PAGE))
    .map((one) => ({
      item: readable(items, attribute(one, 'idref') ?? ''),
      isAside: attribute(one, 'linear') === 'no'
    }))
  const there = inOrder.filter(({ item }) => item && files.has(item.name))
  const line = there.filter(({ isAside }) => !isAside).map(({ item }) => item?.name ?? '')
  // What stands outside of the line of reading, such as notes, comes last, when the line leads there.
  const asides = there
    .filter(({ isAside }) => isAside)
    .map(({ item }) => item?.name ?? '')
    .filter((aside) => line.some((one) => mentions(files.get(one), aside)))
  const chapters = [...line, ...asides]
  const missing = new Set(
    inOrder.filter(({ item }) => item && !files.has(item.name)).map(({ item }) => item?.name)
  ).size
  const coverId = named('meta').find((one) => attribute(one, 'name') === 'cover')
  const cover =
    [...items.values()].find((one) => one.properties.includes('cover-image')) ??
    items.get((coverId && attribute(coverId, 'content')) ?? '')
  const nav = [...items.values()].find((one) => one.properties.includes('nav'))?.name
  const ncx = [...items.values()].find((one) => one.type === 'application/x-dtbncx+xml')?.name
  const progression = spine && attribute(spine, 'page-progression-direction')
  return {
    title: texts('title')[0] ?? '',
    creators: texts('creator'),
    publisher: texts('publisher')[0] ?? '',
    language: texts('language')[0] ?? '',
    date: texts('date')[0] ?? '',
    modified: isOwn ? property('lectern:modified') : property('dcterms:modified'),
    rights: texts('rights')[0] ?? '',
    description: descriptionIn(texts('description')[0] ?? ''),
    source: texts('source').find((one) => /^https?:\/\//i.test(one)) ?? '',
    own: isOwn
      ? {
          standfirst: texts('description')[0] ?? '',
          sourceLine: property('lectern:source-line'),
          leadImageUrl: property('lectern:lead-image-url')
        }
      : undefined,
    progression: progression === 'rtl' || progression === 'ltr' ? progression : undefined,
    subjects: texts('subject'),
    chapters: [...new Set(chapters)].filter((one) => one !== nav || chapters.length === 1),
    missing,
    cover: cover?.type.startsWith('image/') ? cover.name : '',
    labels: new Map([...chapterLabels(readNcx(files, ncx)), ...chapterLabels(readNav(files, nav))]),
    pages: statedPages(files, nav, ncx),
    isFixed:
      property('rendition:layout') === 'pre-paginated' ||
      named('meta').some(
        (one) => attribute(one, 'name') === 'fixed-layout' && attribute(one, 'content') === 'true'
      ),
    isRecorded: [...items.values()].some(({ type }) =>
      /^(?:audio|video)\/|^application\/smil\+xml$/.test(type)
    )
  }
}

/** A description is a standfirst, not a blurb: so many UTF-16 units. */
const LONGEST_DESCRIPTION = 600

/**
 * The words of a description, of which shops make markup; of a long one its first paragraph when that is short, else
 * as many of its first sentences as are short enough.
 */
function descriptionIn(stated: string): string {
  const { root } = parseHtml(stated.replace(/<\/(?:p|div|li|h\d)>|<br\s*\/?>/gi, '$& '), 'fragment')
  const whole = lineOf(root)
  if (whole.length <= LONGEST_DESCRIPTION) return whole
  const opening = first(root, 'p', lineOf) ?? ''
  return opening && opening.length <= LONGEST_DESCRIPTION ? opening : firstSentences(opening || whole)
}

/** Whole sentences from the beginning of a text; words and an ellipsis where not even the first is short. */
function firstSentences(text: string): string {
  let end = 0
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
    if (index + segment.trimEnd().length > LONGEST_DESCRIPTION) break
    end = index + segment.length
  }
  if (end > 0) return text.slice(0, end).trim()
  return `${text
    .slice(0, LONGEST_DESCRIPTION)
    .replace(/(?<=\s)\S*$/u, '')
    .trim()
    .toWellFormed()}…`
}

interface Item {
  name: string
  type: string
  /** The id of the item to show where this one cannot be. */
  fallback: string
  properties: string[]
}

/** An item of the spine, or the first of its fallbacks, that is a text; undefined for what is none (pictures, scripts). */
function readable(items: ReadonlyMap<string, Item>, id: string): Item | undefined {
  const seen = new Set<string>()
  for (let at = id; at && !seen.has(at); ) {
    seen.add(at)
    const item = items.get(at)
    if (!item) return undefined
    // Some books call their chapters plain text or bytes; no file of such a name is anything else.
    if (/xhtml|html|dtbook|^$/.test(item.type) || /\.x?html?$/i.test(item.name)) return item
    at = item.fallback
  }
  return undefined
}

/** Whether a file's markup names another file, by the last part of its name. */
function mentions(bytes: Uint8Array | undefined, name: string): boolean {
  const last = name.replace(/^.*\//, '')
  return bytes !== undefined && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(last)
}

function first<T>(root: ParentNode, tag: string, read: (element: Element) => T | undefined): T | undefined {
  for (const element of elementsOf(root)) if (element.tagName === tag) return read(element)
  return undefined
}

/** EPUB 3: nested lists of links, and of words for what has no place of its own. */
function readNav(files: Files, name: string | undefined): ContentsLine[] {
  const bytes = name === undefined ? undefined : files.get(name)
  if (name === undefined || !bytes) return []
  const { root } = parseXhtml(bytes, name)
  const navs = [...elementsOf(root)].filter((one) => one.tagName === 'nav')
  const toc = navs.find((one) => attribute(one, 'epub:type') === 'toc') ?? navs[0]
  const lines: ContentsLine[] = []
  for (const one of toc ? elementsOf(toc) : []) {
    if (one.tagName !== 'a' && !(one.tagName === 'span' && one.parentNode?.nodeName === 'li')) continue
    let depth = 0
    for (let up = one.parentNode; up && up !== toc; up = 'parentNode' in up ? up.parentNode : null) {
      if (up.nodeName === 'ol') depth++
    }
    const reference = (one.tagName === 'a' && attribute(one, 'href')) || ''
    lines.push({ text: lineOf(one), depth, reference, file: reference && resolveName(reference, name) })
  }
  return lines
}

/** EPUB 2: nested points with a label and a target. */
function readNcx(files: Files, name: string | undefined): ContentsLine[] {
  const lines: ContentsLine[] = []
  const bytes = name === undefined ? undefined : files.get(name)
  if (name === undefined || !bytes) return lines
  for (const point of elementsOf(parseXhtml(bytes, name).root)) {
    if (point.tagName !== 'navpoint') continue
    let depth = 1
    for (let up = point.parentNode; up; up = 'parentNode' in up ? up.parentNode : null) {
      if (up.nodeName === 'navpoint') depth++
    }
    const text = first(point, 'navlabel', lineOf) ?? ''
    const reference = ownTarget(point)
    lines.push({ text, depth, reference, file: reference && resolveName(reference, name) })
  }
  return lines
}

/** Where a point itself leads, and none of those inside it. */
function ownTarget(point: Element): string {
  const own = point.childNodes.find((one): one is Element => one.nodeName === 'content')
  return (own && attribute(own, 'src')) ?? ''
}
