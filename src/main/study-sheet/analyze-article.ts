import type { SheetFinding } from '../../shared/study-sheet.ts'
import { findDates } from './find-dates.ts'
import { findFigures } from './find-figures.ts'
import { findNames } from './find-names.ts'
import { findQuotations } from './find-quotations.ts'
import { findUnfamiliar } from './find-unfamiliar.ts'
import { mergeNames } from './merge-names.ts'
import { overlapsAny } from './overlaps.ts'
import { isUnderstood } from './understood-language.ts'
import { cutWords } from './words.ts'

/** Raised when the rules change, so that sheets made by older ones are made anew. */
export const RULES_VERSION = 1

/** Findings of one kind kept of one article, and places kept of one finding: more is not a sheet. */
const MOST_FINDINGS = 500
const MOST_PLACES = 200

export interface ArticleText {
  /** Canonical text of the version: paragraphs are lines. */
  text: string
  /** BCP 47, or empty. */
  language: string
  /** As stated; empty when not known. */
  published: string
}

/** Everything found in an article, in the order of the text. Pure: same text, same findings. */
export function analyzeArticle({ text, language, published }: ArticleText): SheetFinding[] {
  if (!isUnderstood(language)) return analyzeOther(text)
  const words = cutWords(text)
  const things = mergeNames(text, findNames(text, words))
  const findings: SheetFinding[] = things.map((thing) => ({
    kind: thing.kind,
    label: thing.name,
    places: thing.mentions.map(({ start, end }) => ({ start, end })),
    detail: '',
    from: '',
    to: ''
  }))
  for (const quotation of findQuotations(text, words, things)) {
    findings.push({
      kind: 'quotation',
      label: text.slice(quotation.start, quotation.end),
      places: [{ start: quotation.start, end: quotation.end }],
      detail: quotation.speaker?.name ?? '',
      from: '',
      to: ''
    })
  }
  const names = things.flatMap((thing) => thing.mentions)
  const isNamed = overlapsAny(names)
  const dates = findDates(text, published).filter((date) => !isNamed(date.start, date.end))
  for (const date of dates) {
    findings.push({
      kind: 'date',
      label: date.text,
      places: [{ start: date.start, end: date.end }],
      detail: '',
      from: date.from,
      to: date.to
    })
  }
  for (const { start, end, text: label } of findFigures(text, [...dates, ...names])) {
    findings.push({ kind: 'figure', label, places: [{ start, end }], detail: '', from: '', to: '' })
  }
  for (const { word, places } of findUnfamiliar(words, names)) {
    findings.push({ kind: 'word', label: word, places, detail: '', from: '', to: '' })
  }
  return gather(findings)
}

/** What needs no knowledge of the language: quoted words (without speakers) and the years of our calendar. */
function analyzeOther(text: string): SheetFinding[] {
  const findings: SheetFinding[] = []
  for (const { start, end } of findQuotations(text, cutWords(text), [])) {
    findings.push({
      kind: 'quotation',
      label: text.slice(start, end),
      places: [{ start, end }],
      detail: '',
      from: '',
      to: ''
    })
  }
  for (const match of text.matchAll(/(?<![\p{L}\p{N}.,-])(?:1[0-9]\d{2}|20\d{2})(?![\p{L}\p{N},-])/gu)) {
    const place = { start: match.index, end: match.index + 4 }
    findings.push({
      kind: 'date',
      label: match[0],
      places: [place],
      detail: '',
      from: match[0],
      to: match[0]
    })
  }
  return gather(findings)
}

/** One finding to what is written alike, with all of its places. */
function gather(findings: readonly SheetFinding[]): SheetFinding[] {
  const byKey = new Map<string, SheetFinding>()
  const counts = new Map<string, number>()
  for (const finding of findings) {
    const key = `${finding.kind} ${finding.label.toLowerCase()} ${finding.detail}`
    const earlier = byKey.get(key)
    if (earlier) {
      earlier.places.push(...finding.places)
      if (earlier.places.length > MOST_PLACES) earlier.places.length = MOST_PLACES
      continue
    }
    const count = (counts.get(finding.kind) ?? 0) + 1
    counts.set(finding.kind, count)
    if (count <= MOST_FINDINGS) byKey.set(key, { ...finding, places: finding.places.slice(0, MOST_PLACES) })
  }
  return [...byKey.values()].toSorted((a, b) => a.places[0]!.start - b.places[0]!.start)
}
