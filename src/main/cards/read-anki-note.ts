import { MAX_CARD_TEXT } from '../../shared/cards.ts'
import { clozeNumbers } from '../../shared/cloze.ts'
import { fromHtml, fromOcclusion } from './anki-fields.ts'
import { ankiModels } from './anki-models.ts'
import { renderTemplate } from './anki-render.ts'
import type { AnkiCard, AnkiNote } from './anki-rows.ts'
import { type CardContent, ordinalsOf } from './check-card.ts'
import type { AnkiNotetype } from './open-anki.ts'

/** What a note becomes: a prompt, and which of Anki's cards each of its cards is. */
export interface ReadNote {
  guid: string
  content: CardContent
  sentence: string
  /** Name of its picture in the package. */
  image: string | undefined
  /** Anki's `ord` to ours. */
  ordinals: ReadonlyMap<number, number>
  /** Something of its looks was lost. */
  simplified: boolean
}

/** Contents by the names of the fields. */
type Fields = ReadonlyMap<string, string>

/** The prompts of a note; none when there is nothing Lectern can ask. */
export function readNote(
  note: AnkiNote,
  notetype: AnkiNotetype,
  cards: readonly Pick<AnkiCard, 'ord'>[]
): ReadNote[] {
  const values = note.flds.split('\x1f')
  const fields: Fields = new Map(notetype.fields.map((name, index) => [name, values[index] ?? '']))
  const ours = Object.entries(ankiModels).find(([, model]) => model.name === notetype.name)?.[0]
  if (ours === 'question' || ours === 'cloze' || ours === 'passage') {
    const [front, back] = ourFields[ours]
    return onePrompt(note, fields, (text) => ({
      kind: ours,
      front: text(front),
      back: text(back),
      picture: null
    }))
  }
  if (!notetype.isCloze) return cards.flatMap(({ ord }) => fromTemplate(note, notetype, ord, fields))
  const covered = [...fields.values()].some((value) => value.includes('::image-occlusion:'))
  return covered ? fromCovered(note, fields) : fromCloze(note, notetype, fields)
}

const ourFields = {
  question: ['Question', 'Answer'],
  cloze: ['Text', 'Extra'],
  passage: ['Passage', 'Note']
} as const

/** Anki's “Image Occlusion”. */
function fromCovered(note: AnkiNote, fields: Fields): ReadNote[] {
  const image = /<img[^>]+src="?([^">\s]+)/iu.exec(fields.get('Image') ?? '')?.[1]
  const masks = fromOcclusion([...fields.values()].join('\n'))
  return onePrompt(
    note,
    fields,
    (text) => ({
      kind: 'picture',
      front: text('Header'),
      back: text('Back Extra'),
      picture: { hash: '', masks }
    }),
    image === undefined ? undefined : decoded(image)
  )
}

/** The first field with something hidden is asked, all others are the answer's. */
function fromCloze(note: AnkiNote, notetype: AnkiNotetype, fields: Fields): ReadNote[] {
  const main = notetype.fields.find((name) => clozeNumbers(fields.get(name) ?? '').length > 0)
  const rest = notetype.fields.filter((name) => name !== main)
  return onePrompt(note, fields, (text) => ({
    kind: 'cloze',
    front: text(main),
    back: rest.map(text).filter(Boolean).join('\n'),
    picture: null
  }))
}

/** A note of any other kind: a question and an answer from each card's template. */
function fromTemplate(note: AnkiNote, notetype: AnkiNotetype, ord: number, fields: Fields): ReadNote[] {
  const template = notetype.templates[ord]
  if (!template) return []
  const asked = readText(renderTemplate(template.front, fields))
  const answered = readText(renderTemplate(template.back, fields, ''))
  if (asked.text === '' || answered.text === '') return []
  return [
    {
      guid: ord === 0 ? note.guid : `${note.guid}:${ord}`,
      content: { kind: 'question', front: asked.text, back: answered.text, picture: null },
      sentence: '',
      image: undefined,
      ordinals: new Map([[ord, 1]]),
      simplified: asked.simplified || answered.simplified
    }
  ]
}

/** @param content is given a way to read fields as text */
function onePrompt(
  { guid }: AnkiNote,
  fields: Fields,
  content: (text: (name: string | undefined) => string) => CardContent,
  image?: string
): ReadNote[] {
  let simplified = false
  const text = (name: string | undefined) => {
    const read = readText(name === undefined ? '' : (fields.get(name) ?? ''))
    simplified ||= read.simplified
    return read.text
  }
  const asked = content(text)
  const sentence = text('Sentence')
  const ordinals = ankiOrdinals(asked)
  return ordinals ? [{ guid, content: asked, sentence, image, ordinals, simplified }] : []
}

/** Undefined where there is nothing to ask. */
function ankiOrdinals(content: CardContent): Map<number, number> | undefined {
  try {
    return new Map(ordinalsOf(content).map((number) => [number - 1, number]))
  } catch {
    return undefined
  }
}

function readText(html: string): { text: string; simplified: boolean } {
  const { text, simplified } = fromHtml(html)
  return { text: text.slice(0, MAX_CARD_TEXT).toWellFormed().replaceAll('\0', ''), simplified }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
