import { readdirSync, readFileSync } from 'node:fs'
import nlp from 'compromise'
import { parse } from 'yaml'
import { analyzeArticle } from '../../src/main/study-sheet/analyze-article.ts'

export const kinds = ['people', 'places', 'organisations', 'dates', 'speakers'] as const
export type Kind = (typeof kinds)[number]

export interface Sample {
  name: string
  half: 'tune' | 'held'
  published: string
  text: string
  people: string[]
  places: string[]
  organisations: string[]
  dates: string[]
  speakers: string[]
}

/** True, found too much, missed. */
export interface Count {
  right: number
  wrong: string[]
  missed: string[]
}

/** The labelled texts; paragraphs become lines, as in an article's canonical text. */
export function readSamples(): Sample[] {
  const folder = new URL('./', import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => {
      const [, head, body] = readFileSync(new URL(name, folder), 'utf8').split(/^---\n/m)
      // A bare year in a list is a number to YAML.
      const labels = parse(head!, { schema: 'failsafe' }) as Omit<Sample, 'name' | 'text'>
      return { ...labels, name: name.slice(0, -3), text: body!.trim().replaceAll(/\n+/g, '\n') }
    })
}

type Found = Record<Kind, string[]>

export function findWithLectern(sample: Sample): Found {
  const found: Found = { people: [], places: [], organisations: [], dates: [], speakers: [] }
  const into = { person: 'people', place: 'places', organisation: 'organisations', date: 'dates' } as const
  for (const finding of analyzeArticle({ text: sample.text, language: 'en', published: sample.published })) {
    if (finding.kind === 'quotation') found.speakers.push(`${finding.label} | ${finding.detail || '?'}`)
    else if (finding.kind !== 'figure' && finding.kind !== 'word')
      found[into[finding.kind]].push(finding.label)
  }
  return found
}

/** compromise as its documentation shows it; it finds quotations but no speakers, and no dates without a plugin. */
export function findWithCompromise(sample: Sample): Found {
  const doc = nlp(sample.text)
  const list = (view: { out(format: 'array'): string[] }) => [...new Set(view.out('array'))]
  return {
    people: list(doc.people()),
    places: list(doc.places()),
    organisations: list(doc.organizations()),
    dates: list(doc.match('#Date+')),
    speakers: []
  }
}

const fold = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/'s$/u, '')
    .replace(/^(?:the|on|in|mr|mrs|dr|sir|president|professor|captain|colonel|mayor) /u, '')

/**
 * Each label may be found once; a second finding of the same thing is too much, unless `isLenient` (for the
 * plain library, which does not claim to join names): then repetitions and parts of a name do not count.
 */
export function compare(labels: readonly string[], found: readonly string[], isLenient: boolean): Count {
  const open = labels.map((label) => ({ label, names: label.split('|').map(fold), isFound: false }))
  const wrong: string[] = []
  for (const name of found) {
    const folded = fold(name)
    const match = open.find((one) => one.names.includes(folded))
    if (match && !match.isFound) match.isFound = true
    else if (
      !match &&
      isLenient &&
      open.some((one) => one.names.some((whole) => whole.split(' ').includes(folded)))
    )
      continue
    else if (match && isLenient) continue
    else wrong.push(name)
  }
  const missed = open.filter((one) => !one.isFound).map((one) => one.label)
  return { right: labels.length - missed.length, wrong, missed }
}

/** A quotation's speaker is right when it is the one labelled; `?` is right when none is given. */
export function compareSpeakers(sample: Sample, found: readonly string[]): Count {
  const wrong: string[] = []
  const missed: string[] = []
  let right = 0
  for (const label of sample.speakers) {
    const [words, speaker] = label.split(' | ') as [string, string]
    const match = found.find((one) => fold(one).startsWith(fold(words)))
    const given = match?.split(' | ').at(-1) ?? '?'
    const names = [
      speaker,
      ...sample.people.filter((one) => one.split('|').includes(speaker)).flatMap((one) => one.split('|'))
    ]
    if (match && (names.includes(given) || names.map(fold).includes(fold(given)))) {
      right += 1
      continue
    }
    missed.push(label)
    if (given !== '?') wrong.push(`${words} | ${given}`)
  }
  // A quotation of three words or more that is not labelled is too much.
  for (const one of found) {
    const isLabelled = sample.speakers.some((label) => fold(one).startsWith(fold(label.split(' | ')[0]!)))
    if (!isLabelled && one.split(' | ')[0]!.split(' ').length > 2) wrong.push(one)
  }
  return { right, wrong, missed }
}
