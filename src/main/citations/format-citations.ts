import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import CSL from 'citeproc'
import type { CitationStyle } from '../../shared/citations.ts'
import type { CslItem } from './csl-item.ts'

const styleFiles: Record<CitationStyle, string> = {
  apa: 'apa.csl',
  mla: 'modern-language-association.csl',
  chicago: 'chicago-author-date.csl'
}

/** The languages whose words are in resources/citations; the first is used for any other. */
const locales = ['en-US', 'ar', 'de-DE', 'es-ES', 'fr-FR', 'ja-JP', 'ru-RU', 'zh-CN']

export interface FormattedCitations {
  /** References in the style's order. */
  references: { id: string; text: string }[]
  /** The short form beside a quotation, such as "(Doe, 2020)", by item id. */
  citations: ReadonlyMap<string, string>
  /** The same with the page it is on: "(Doe, 2020, p. 12)". */
  citationAt(id: string, page: string): string
}

/**
 * References and short citations in a style, by citeproc-js (CSL 1.0.2). It reads files and nothing else.
 * Making an engine takes tens of milliseconds and each item about one: not for the main thread.
 *
 * @param language BCP 47
 * @param format `html` is escaped and has CSL's own markup (`<i>`, `<div class="csl-entry">`) only
 */
export function formatCitations(
  items: readonly CslItem[],
  style: CitationStyle,
  language: string,
  format: 'text' | 'html' = 'text'
): FormattedCitations {
  const byId = new Map(items.map((item) => [item.id, item]))
  const engine = new CSL.Engine(
    { retrieveLocale: readLocale, retrieveItem: (id) => structuredClone(byId.get(id)) },
    readData(styleFiles[style]),
    localeFor(language),
    true
  )
  engine.setOutputFormat(format)
  const ids = [...byId.keys()]
  engine.updateItems(ids)
  const [{ entry_ids }, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []]
  return {
    references: entries.map((entry, index) => ({ id: entry_ids[index]![0]!, text: entry.trim() })),
    citations: new Map(ids.map((id) => [id, engine.makeCitationCluster([{ id }])])),
    citationAt: (id, page) => engine.makeCitationCluster([{ id, locator: page, label: 'page' }])
  }
}

/** The locale file for a language: the same tag, the same language, or English. */
function localeFor(language: string): string {
  const [base] = language.toLowerCase().split('-')
  return locales.find((one) => one.toLowerCase().split('-')[0] === base) ?? locales[0]!
}

function readLocale(tag: string): string {
  return readData(`locales-${locales.includes(tag) ? tag : localeFor(tag)}.xml`)
}

const known = new Map<string, string>()

function readData(name: string): string {
  let data = known.get(name)
  if (data === undefined) {
    data = readFileSync(join(folder(), name), 'utf8')
    known.set(name, data)
  }
  return data
}

/** `resources/citations`, found upwards: this file lies elsewhere when it is built. */
function folder(): string {
  let at = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const here = join(at, 'resources', 'citations')
    if (existsSync(join(here, 'apa.csl'))) return here
    if (dirname(at) === at) throw new Error('The citation styles are missing')
    at = dirname(at)
  }
}
