import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { isExactAt, quoteAt } from '../../../shared/anchoring/quote.ts'
import { snapToGraphemes, trimSpan } from '../../../shared/anchoring/snap.ts'
import { snapToWords } from '../../../shared/anchoring/snap-words.ts'
import { parseDeepLink } from '../../../shared/deep-link.ts'
import { AppError } from '../../../shared/errors.ts'
import { blocksFromHtml } from '../../import/blocks/blocks-from-html.ts'
import { buildBody, cleanHtml } from '../../import/body/build-body.ts'
import { violationsIn } from '../../import/fixtures/allowed-html.ts'
import { png } from '../../import/fixtures/saved-formats.ts'
import { parseHtml } from '../../import/html/html-tree.ts'
import { linkAddress } from '../../import/html/link-address.ts'
import { LibraryEntry } from '../../import/library/library-entry.ts'
import { readLibraryExport, recogniseLibraryExport } from '../../import/library/read-library-export.ts'
import { imageFromBytes } from '../../import/pictures/image-bytes.ts'
import { decode } from '../../import/source/decode.ts'
import { zipEntries } from '../../import/source/zip-entries.ts'
import { readJsonLd } from '../../import/web-page/json-ld.ts'
import { isPublicAddress } from '../../network/public-address.ts'
import { hostOf, webTarget } from '../../network/web-address.ts'
import { badQueries } from '../../search/bad-queries.ts'
import { parseQuery } from '../../search/parse-query.ts'
import { readVaultFile } from '../../vault/read-vault-file.ts'
import { align } from '../../versions/align.ts'
import { checkArticle } from './check-article.ts'
import { applyEdits, edits } from './mutate-bytes.ts'
import {
  containerSeeds,
  librarySeeds,
  omnivoreFiles,
  omnivoreSeed,
  pdfSeeds,
  type Seed,
  textSeeds,
  vaultSeed,
  zipSeeds
} from './seeds.ts'

/** One thing that takes what strangers give. `check` throws for what is a bug. */
export interface FuzzTarget<T = unknown> {
  name: string
  inputs: fc.Arbitrary<T>
  check(input: T): void | Promise<void>
}
const target = <T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  check: (input: T) => void | Promise<void>
): FuzzTarget => ({ name, inputs, check }) as FuzzTarget

/** Refusals are fine when they are sentences. */
function orSentence<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError && error.sentence) return undefined
    throw error
  }
}

const markup = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '&#x110000;',
  '&#0;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<math><mtext>',
  '<mglyph>',
  '<svg><style>',
  '<foreignObject>',
  '<template>',
  '<noscript>',
  '<table><a>',
  '</table>',
  '<select>',
  '<plaintext>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">',
  '<a href="jav&#x09;ascript:alert(1)">',
  '<iframe srcdoc="<script>1</script>">',
  '<p id="__proto__" lang="constructor" dir=rtl>',
  '<ol start="99999999999999999999">',
  '<td colspan=0 rowspan=1000000>',
  '<h1>',
  '<li>',
  '<pre>\n\n',
  '<ruby><rt>',
  '<base href="file:///etc/">',
  '<meta charset="utf-16">',
  '<div hidden>',
  '<lite-youtube videoid="aaaaaaaaaaa">',
  '<x-figure data-src="//a.example/embed/1">',
  '<object data=a.pdf type="application/pdf">',
  '<picture><source srcset=a.png>',
  '<ruby><rb>a<rb>b<rt>c<rt>d</ruby>',
  '<br>',
  '\u202e',
  '\ufeff',
  '\0'
] as const
const textWords = [
  ...markup,
  '---\n',
  '&a',
  '*a',
  '<<: ',
  '!!js/function ',
  '[^1]: ',
  '[^1]',
  '# ',
  '> ',
  '- ',
  '1. ',
  '`',
  '\n\n',
  '\t',
  '|',
  '$$'
]
const fileWords = [
  ...markup,
  '\r\n',
  '--',
  'Content-Length: -1',
  'Content-Length: 99999999999',
  'Content-Encoding: gzip\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Type: multipart/mixed; boundary=x\r\n',
  'charset=nonsense',
  '=?utf-8?B?',
  '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
  '../../',
  'xlink:href="file:///etc/passwd"'
]
const pdfWords = [
  ' R ',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  'endobj',
  'stream\n',
  'endstream',
  'xref',
  'trailer',
  '/Length -1',
  '/Count 999999999',
  '/Kids [1 0 R]',
  '/FontMatrix [1 0 0 1 0 (alert)]',
  ' Tf ',
  ' Tj ',
  ' Td ',
  ' q ',
  ' cm ',
  '1e308 ',
  '-1 ',
  '/JS (x)',
  '/Encrypt 1 0 R'
]
const dataWords = [
  ...textWords,
  ',',
  '"',
  '""',
  '{',
  '}',
  '[',
  ']',
  ':',
  'null',
  '1e999',
  '-0',
  '"__proto__":',
  '"constructor":{"prototype":1},',
  '\\ud800',
  '9999999999999999',
  'javascript:alert(1)',
  '=cmd|x',
  '\ufeff'
]

/** A seed with some of its bytes changed. */
const changed = (seeds: readonly Seed[], words: readonly string[]) =>
  fc.record({ seed: fc.nat(seeds.length - 1), list: edits(words) })
const changedFile = (
  seeds: readonly Seed[],
  { seed, list }: { seed: number; list: Parameters<typeof applyEdits>[1] }
) => {
  const { fileName, bytes } = seeds[seed]!
  return { fileName, bytes: applyEdits(bytes, list) }
}

const unpackedSeeds = [...zipSeeds, { ...omnivoreSeed }].map(({ fileName, bytes }) => ({
  fileName,
  files: fileName === 'omnivore.zip' ? omnivoreFiles : unzipSync(bytes)
}))
/** An archive of which one file was changed before it was packed: its sums are right, so that readers go on. */
const changedInside = fc.record({
  seed: fc.nat(unpackedSeeds.length - 1),
  file: fc.nat(50),
  list: edits([...fileWords, ...dataWords])
})
function packChanged({
  seed,
  file,
  list
}: {
  seed: number
  file: number
  list: Parameters<typeof applyEdits>[1]
}) {
  const { fileName, files } = unpackedSeeds[seed]!
  const names = Object.keys(files)
  const name = names[file % names.length]!
  return { fileName, bytes: zipSync({ ...files, [name]: applyEdits(files[name]!, list) }, { level: 1 }) }
}

function checkLibrary(bytes: Uint8Array, fileName: string): void {
  orSentence(() => recogniseLibraryExport(bytes, fileName))
  const found = orSentence(() => readLibraryExport(bytes, fileName))
  for (const entry of found?.entries ?? []) LibraryEntry.parse(entry)
  for (const { row, title } of found?.unreadable ?? []) {
    assert(Number.isInteger(row) && title.length <= 1000 && title.isWellFormed() && !title.includes('\0'))
  }
}

const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.object({
    key: fc.constantFrom(
      '@type',
      '@graph',
      'headline',
      'author',
      'name',
      'datePublished',
      'articleBody',
      'publisher',
      'inLanguage',
      'keywords',
      '__proto__',
      'constructor'
    ),
    values: [
      fc.constantFrom('NewsArticle', 'Person', '', '2020-99-99', 'x'),
      fc.string(),
      fc.integer(),
      fc.constant(null)
    ],
    maxDepth: 4
  })
)

const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'tide ',
        'harbour ',
        'the ',
        'the ',
        'of ',
        '. ',
        '\n',
        '潮汐',
        'は',
        'مد ',
        'e\u0301',
        '👩‍👩‍👧',
        '🇩🇪',
        '\ud800',
        '\u200d',
        '\u00ad',
        '“x” '
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 })
    ),
    { maxLength: 80 }
  )
  .map((pieces) => pieces.join('').toWellFormed())
const spans = fc.array(fc.tuple(fc.nat(400), fc.nat(60)), { minLength: 1, maxLength: 4 })
const spansIn = (text: string, list: readonly (readonly [number, number])[]) =>
  list.map(([from, length]) => {
    const start = Math.min(from, text.length)
    return { start, end: Math.min(start + length, text.length) }
  })

const urls = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'http://',
        'https://',
        'HTTPS:',
        'lectern:add?url=',
        'javascript:',
        'data:text/html,',
        'file:///',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '?',
        '#',
        '%00',
        '%2e',
        '%',
        '..',
        'localhost',
        '127.0.0.1',
        '0x7f.1',
        '[::1]',
        '[::ffff:10.0.0.1]',
        '10.0.0.1',
        '169.254.169.254',
        'example.org',
        'аpple.com',
        '.local',
        ':99999',
        '\t',
        '\n',
        ' ',
        '\u202e'
      ),
      fc.string({ unit: 'binary', maxLength: 5 })
    ),
    { maxLength: 8 }
  )
  .map((pieces) => pieces.join(''))

export const queries = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'tide ',
        '"',
        '-',
        'OR ',
        'tag:',
        'in:',
        'near:',
        'added:>',
        'added:2020..',
        'is:',
        'has:',
        'color:',
        '*',
        '(',
        ')',
        'AND ',
        'NEAR(',
        '%',
        '_',
        "'; drop table ",
        '(a+)+$',
        '__proto__ ',
        '\ud800',
        '\0'
      ),
      fc.constantFrom(...badQueries.map(([, query]) => query.slice(0, 700))),
      fc.string({ unit: 'binary', maxLength: 8 })
    ),
    { maxLength: 12 }
  )
  .map((pieces) => pieces.join(''))

/** Everything that takes what strangers give and needs no library. */
export const targets: readonly FuzzTarget[] = [
  target(
    'sanitiser, from markup',
    fc.array(fc.oneof(fc.constantFrom(...markup), fc.string({ unit: 'binary', maxLength: 6 })), {
      maxLength: 25
    }),
    (pieces) => {
      const { blocks } = blocksFromHtml(parseHtml(pieces.join(''), 'fragment').root, undefined)
      const { html, text } = buildBody(blocks)
      assert(text.isWellFormed() && !text.includes('\0'))
      assert.deepEqual(violationsIn(html), [])
      // What was cleaned once is not changed by cleaning it again.
      const again = buildBody(blocksFromHtml(parseHtml(cleanHtml(html), 'fragment').root, undefined).blocks)
      assert.deepEqual(violationsIn(again.html), [])
      assert.equal(({} as { polluted?: unknown }).polluted, undefined)
    }
  ),
  target('texts, Markdown and pages', changed(textSeeds, textWords), (input) =>
    checkArticle(changedFile(textSeeds, input))
  ),
  target('MHTML, web archives and WARC', changed(containerSeeds, fileWords), (input) =>
    checkArticle(changedFile(containerSeeds, input))
  ),
  target('DOCX and EPUB, damaged', changed(zipSeeds, fileWords), (input) =>
    checkArticle(changedFile(zipSeeds, input))
  ),
  target('DOCX, EPUB and Omnivore, changed inside', changedInside, (input) => {
    const file = packChanged(input)
    if (file.fileName === 'omnivore.zip') checkLibrary(file.bytes, file.fileName)
    else return checkArticle(file)
  }),
  target('PDF', changed(pdfSeeds, pdfWords), (input) => checkArticle(changedFile(pdfSeeds, input))),
  target('bytes that are anything', fc.uint8Array({ maxLength: 400 }), (bytes) =>
    bytes.length === 0 ? undefined : checkArticle({ bytes, fileName: 'file' })
  ),
  target('other apps’ libraries', changed(librarySeeds, dataWords), (input) => {
    const { bytes, fileName } = changedFile(librarySeeds, input)
    checkLibrary(bytes, fileName)
  }),
  target('archives', changed([...zipSeeds, omnivoreSeed], fileWords), (input) => {
    const { bytes } = changedFile([...zipSeeds, omnivoreSeed], input)
    const files = orSentence(() => zipEntries(bytes, 'a.zip', () => true, 'errors.import.notUnderstood'))
    for (const name of files?.keys() ?? []) assert(!/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name))
  }),
  target(
    'JSON-LD',
    fc.array(
      fc.oneof(
        anyJson.map((value) => JSON.stringify(value)),
        fc.string()
      ),
      { maxLength: 3 }
    ),
    (scripts) => {
      readJsonLd(scripts)
      assert.equal(({} as { headline?: unknown }).headline, undefined)
    }
  ),
  target(
    'encodings',
    fc.record({
      bytes: fc.uint8Array({ maxLength: 200 }),
      charset: fc.constantFrom('', 'utf-8', 'utf-16', 'shift_jis', 'gbk', 'nonsense', '__proto__')
    }),
    ({ bytes, charset }) => {
      const decoded = orSentence(() => decode(bytes, 'a.txt', charset))
      assert((decoded?.text ?? '').isWellFormed())
    }
  ),
  target(
    'pictures',
    fc.record({
      head: fc.constantFrom(
        '',
        'GIF89a',
        'RIFF____WEBPVP8X',
        '____ftypavif',
        '\xff\xd8\xff',
        '\x89PNG\r\n\x1a\n'
      ),
      list: edits(['ispe', 'IHDR', 'VP8L']),
      tail: fc.uint8Array({ maxLength: 60 })
    }),
    ({ head, list, tail }) => {
      imageFromBytes(Buffer.from(applyEdits(png, list)))
      imageFromBytes(Buffer.concat([Buffer.from(head, 'latin1'), tail]))
    }
  ),
  target(
    'files of the Markdown folder',
    edits([
      ...dataWords,
      '<!-- lectern:note -->\n',
      '<!-- lectern:end -->\n',
      '^h-',
      '\n> ',
      'tags:: ',
      '\n---\n'
    ]),
    (list) => {
      const read = readVaultFile(strFromU8(applyEdits(strToU8(vaultSeed), list)))
      if ('problem' in read) return
      assert.equal(typeof read.note, 'string')
      for (const [id, highlight] of read.highlights) {
        assert.match(id, /^[0-9a-f-]{36}$/)
        assert(highlight.tags?.every((tag) => typeof tag === 'string') ?? true)
      }
    }
  ),
  target('queries', queries, (typed) => {
    const parsed = parseQuery(typed)
    for (const { text } of [...parsed.groups.flat(), ...parsed.without]) assert(text.isWellFormed())
    for (const filter of [...parsed.filters.flat(), ...parsed.withoutFilters]) {
      if (filter.type === 'added')
        assert(Number.isSafeInteger(filter.from) && Number.isSafeInteger(filter.to))
    }
  }),
  target('selections and quotes', fc.tuple(prose, spans), ([text, list]) => {
    for (const span of spansIn(text, list)) {
      const whole = snapToGraphemes(text, span)
      assert(whole.start <= span.start && whole.end <= text.length)
      if (span.start < span.end) assert(whole.end >= span.end)
      const words = snapToWords(text, span)
      assert(words.start >= 0 && words.start <= words.end && words.end <= text.length)
      const trimmed = trimSpan(text, whole)
      assert(trimmed.start <= trimmed.end)
      if (trimmed.start === trimmed.end) continue
      const quote = quoteAt(text, trimmed)
      assert(isExactAt(text, trimmed, quote.exact))
      assert(quote.prefix.isWellFormed() && quote.suffix.isWellFormed())
    }
  }),
  target(
    'anchors across versions and strangers’ quotes',
    fc.tuple(prose, prose, spans),
    ([old, now, list]) => {
      const placed = align({
        kind: 'place',
        old,
        new: now,
        spans: spansIn(old, list).filter(({ start, end }) => start < end),
        position: null
      })
      const quotes = spansIn(old, list)
        .filter(({ start, end }) => start < end)
        .map((span) => quoteAt(old, snapToGraphemes(old, span)))
      const found = align({ kind: 'quotes', new: now, quotes })
      for (const { placements } of [placed, found] as unknown as {
        placements: Record<string, unknown>[]
      }[]) {
        for (const place of placements) {
          for (const value of Object.values(place)) {
            if (typeof value === 'number') assert(!Number.isNaN(value))
            else if (value && typeof value === 'object' && 'start' in value && 'end' in value) {
              const { start, end } = value as { start: number; end: number }
              assert(0 <= start && start <= end && end <= now.length)
            }
          }
        }
      }
      align({ kind: 'compare', old, new: now })
    }
  ),
  target('links and addresses', fc.tuple(urls, urls), ([url, base]) => {
    const link = linkAddress(url, base)
    assert(link === '' || /^(?:https?:\/\/|mailto:|#)/.test(link), 'a link that leads elsewhere')
    const deep = parseDeepLink(url)
    assert(deep?.verb !== 'add' || /^https?:\/\//.test(deep.address))
    const web = orSentence(() => webTarget(url))
    if (web) {
      assert(/^https?:$/.test(web.protocol) && web.username === '' && web.password === '')
      const host = hostOf(web)
      assert.notEqual(host, 'localhost')
      // A literal address is held to this when it is asked (fetch-resource.ts).
      if (/^(?:127\.|10\.|169\.254\.|::1$|::ffff:)/.test(host)) assert(!isPublicAddress(host))
    }
    isPublicAddress(url)
  })
]
