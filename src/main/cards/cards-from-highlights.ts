import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { MAX_CARD_TEXT } from '../../shared/cards.ts'
import { clozeNumbers, hide } from '../../shared/cloze.ts'
import type { Highlight, HighlightFilter } from '../../shared/highlights.ts'
import { CUE_WORDS, countWords } from '../../shared/passage-cue.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { besideWithoutNoteSigns, withoutNoteSigns } from '../highlights/note-signs.ts'
import { countHighlights, getHighlight, highlightIdsAfter } from '../highlights/repository.ts'
import { versionText } from '../highlights/select-text.ts'
import { addPrompt } from './add-prompt.ts'
import type { CardContent } from './check-card.ts'
import { sentenceAround } from './sentence-around.ts'

/** What became of the highlights that cards were to be made of. */
export interface MadeOfHighlights {
  made: number
  /** Those that have a card already. */
  alreadyHere: number
  /** Those that are longer than a card. */
  leftOut: number
  isWhole: boolean
}

/**
 * Makes a card of every highlight that fits a filter, but of those in `except` and those that have one. A few at a time,
 * so that nobody waits for main meanwhile; all of it is one step of undo.
 */
export async function cardsFromHighlights(
  { db, history, work, now, deviceId }: Context,
  filter: HighlightFilter,
  except: readonly string[]
): Promise<MadeOfHighlights> {
  const { total, lastId } = countHighlights(db, filter)
  const label = 'undo.createCard'
  const join = { key: `cards:${uuidv7()}`, mode: 'batch' } as const
  const left = new Set(except)
  const stamp = { now: now(), deviceId }
  const hasCard = db.prepare('SELECT 1 FROM prompts WHERE highlight_id = ?')
  const texts = lastText(db)
  const became = { made: 0, alreadyHere: 0, leftOut: 0 }
  const make = (id: string) => {
    const highlight = getHighlight(db, id)
    if (!highlight) return
    if (hasCard.get(id)) {
      became.alreadyHere++
      return
    }
    const { articleId, versionId, start, end, exact, prefix, suffix, tags } = highlight
    const { text, language } = texts(articleId, versionId)
    const around = sentenceAround(text, start, end, language)
    const plain = (from: number, words: string) => withoutNoteSigns(db, versionId, from, words)
    const beside = (from: number, words: string) => besideWithoutNoteSigns(db, versionId, from, words)
    const content = contentOf(highlight, around, language, { plain, beside })
    if (content.front.length > MAX_CARD_TEXT || content.back.length > MAX_CARD_TEXT) {
      became.leftOut++
      return
    }
    const sentence = plain(around.start, around.text)
    const place = { articleId, versionId, highlightId: id, start, end, exact, prefix, suffix, sentence }
    addPrompt(db, { id: uuidv7(), content, place, tags }, stamp)
    became.made++
  }
  let after = ''
  const { isWhole } = await work.run({ label, total }, (limit) => {
    const ids = highlightIdsAfter(db, filter, { after, lastId, limit })
    after = ids.at(-1) ?? after
    const wanted = ids.filter((id) => !left.has(id))
    if (wanted.length > 0) history.record(label, () => wanted.forEach(make), join)
    return ids.length
  })
  return { ...became, isWhole }
}

/** The text of a version with its language, the last one read: highlights of one article mostly come together. */
function lastText(
  db: Database
): (articleId: string, versionId: string) => { text: string; language: string } {
  let last: { versionId: string; text: string; language: string } | undefined
  return (articleId, versionId) => {
    if (last?.versionId !== versionId) {
      const { language } = requireArticle(db, articleId)
      last = { versionId, text: versionText(db, versionId, articleId), language }
    }
    return last
  }
}

/**
 * A few words are hidden in the sentence they stand in; more are to be recalled from how they begin, as a few are that
 * are a sentence by themselves. The note stands behind, with the answer.
 */
function contentOf(
  highlight: Highlight,
  sentence: { text: string; start: number },
  language: string,
  /** Words that begin at an offset of the text, by themselves and beside others, without the signs of notes among them. */
  { plain, beside }: Record<'plain' | 'beside', (from: number, words: string) => string>
): CardContent {
  const quote = plain(highlight.start, highlight.exact)
  const passage = { kind: 'passage', front: quote, back: highlight.note, picture: null } as const
  const words = countWords(quote, language)
  if (words > CUE_WORDS) return passage
  const lead = beside(sentence.start, sentence.text.slice(0, highlight.start - sentence.start))
  const tail = beside(highlight.end, sentence.text.slice(highlight.end - sentence.start))
  const hidden = hide(lead + quote + tail, lead.length, lead.length + quote.length).text
  // Words that look like what hides words would be read as that; a sentence that is cut short may not have them all.
  const isPlain = !/\{\{|\}\}|::/u.test(lead + quote + tail) && clozeNumbers(hidden).length === 1
  const isWhole = sentence.text.slice(highlight.start - sentence.start).startsWith(highlight.exact)
  const hasMore = countWords(lead + quote + tail, language) >= words + CONTEXT_WORDS
  return isPlain && isWhole && hasMore ? { ...passage, kind: 'cloze', front: hidden } : passage
}

/** With fewer words beside them nobody can tell which ones are hidden. */
const CONTEXT_WORDS = 3
