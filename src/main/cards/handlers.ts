import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { studyDay } from '../../shared/study-day.ts'
import { requireArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { FileDialogs } from '../file-dialogs.ts'
import { withoutNoteSigns } from '../highlights/note-signs.ts'
import { selectText, versionText } from '../highlights/select-text.ts'
import { readSettings } from '../settings/handlers.ts'
import { existingSpelling } from '../tags/repository.ts'
import { addCard, addPrompt, columnsOf } from './add-prompt.ts'
import { exportAnki, importAnki } from './anki.ts'
import { getCardDraft, keepCardDraft } from './card-drafts.ts'
import { cardsFromHighlights } from './cards-from-highlights.ts'
import { changeManyCards, tagsOfCards } from './change-many.ts'
import { type CardContent, ordinalsOf } from './check-card.ts'
import { findPlace } from './find-place.ts'
import { listPictures } from './list-pictures.ts'
import {
  deleteCard,
  deletePrompt,
  deletePromptTag,
  getPrompt,
  insertPromptTag,
  listCards,
  listCardsOfPrompt,
  listCardTags,
  type Prompt,
  requirePrompt,
  setBuriedUntil,
  setSuspended,
  updatePrompt
} from './repository.ts'
import { sentenceAround } from './sentence-around.ts'

type Methods = Extract<keyof Contract, `cards.${string}`>

export function cardHandlers(
  context: Context,
  dialogs: Pick<FileDialogs, 'chooseSave' | 'chooseOpen'>
): HandlersOf<Methods> {
  const { db, now, deviceId } = context
  const stamp = () => ({ now: now(), deviceId })
  const today = () => studyDay(now(), readSettings(db).studyDayStart)

  const refuseReadOnly = () => {
    if (db.pragma('query_only', { simple: true })) throw new AppError('read-only', 'errors.library.readOnly')
  }
  const requireImage = (content: CardContent) => {
    if (content.picture && !db.prepare('SELECT 1 FROM assets WHERE hash = ?').get(content.picture.hash)) {
      throw new AppError('not-found', 'errors.cards.pictureGone')
    }
  }
  /** Anchor and sentence of the words a card is made from. */
  const anchorOf = (
    source: { articleId: string; versionId: string; start: number; end: number; exact: string } | null
  ) => {
    if (!source) return { start: null, end: null, exact: '', prefix: '', suffix: '', sentence: '' }
    const article = requireArticle(db, source.articleId)
    const { versionId, start, end, exact } = source
    const text = versionText(db, versionId, source.articleId)
    const selector = selectText(text, start, end, exact)
    const sentence = sentenceAround(text, start, end, article.language)
    return { ...selector, sentence: withoutNoteSigns(db, versionId, sentence.start, sentence.text) }
  }

  return {
    'cards.draft': ({ key }) => getCardDraft(db, key),
    'cards.keepDraft': ({ key, draft }) => {
      keepCardDraft(db, key, draft)
      return null
    },
    'cards.create': ({ promptId, source, tags, ...content }) => {
      ordinalsOf(content)
      requireImage(content)
      const existing = getPrompt(db, promptId)
      if (existing) {
        // The same write again is harmless; another one under the same id is a mistake.
        if (isSame(existing, content)) return listCardsOfPrompt(db, promptId, today())
        throw new AppError('conflict', 'errors.cards.sameId')
      }
      const place = {
        articleId: source?.articleId ?? null,
        versionId: source?.versionId ?? null,
        highlightId: source?.highlightId ?? null,
        ...anchorOf(source)
      }
      addPrompt(db, { id: promptId, content, place, tags }, stamp())
      return listCardsOfPrompt(db, promptId, today())
    },
    'cards.update': ({ promptId, ...content }) => {
      const wanted = new Set(ordinalsOf(content))
      requireImage(content)
      const before = requirePrompt(db, promptId)
      if (!isSame(before, content)) updatePrompt(db, { id: promptId, ...columnsOf(content) }, stamp())
      for (const { ordinal } of listCardsOfPrompt(db, promptId, today())) {
        if (!wanted.delete(ordinal)) deleteCard(db, promptId, ordinal)
      }
      for (const ordinal of wanted) addCard(db, promptId, ordinal, stamp())
      return listCardsOfPrompt(db, promptId, today())
    },
    'cards.delete': ({ promptIds }) => {
      for (const id of promptIds) deletePrompt(db, id)
      return null
    },
    'cards.setSuspended': ({ cardIds, suspended }) => {
      for (const id of cardIds) setSuspended(db, id, suspended, stamp())
      return null
    },
    'cards.setBuried': ({ cardIds, buried }) => {
      for (const id of cardIds) setBuriedUntil(db, id, buried ? today() + 1 : 0, stamp())
      return null
    },
    'cards.addTag': ({ promptIds, tag }) => {
      const spelling = existingSpelling(db, tag)
      for (const id of promptIds) {
        requirePrompt(db, id)
        insertPromptTag(db, id, spelling, stamp())
      }
      return null
    },
    'cards.removeTag': ({ promptIds, tag }) => {
      for (const id of promptIds) deletePromptTag(db, id, tag)
      return null
    },
    'cards.createFromHighlights': ({ filter, except }) => {
      refuseReadOnly()
      return cardsFromHighlights(context, filter, except)
    },
    'cards.changeMany': ({ which, change }) => {
      refuseReadOnly()
      return changeManyCards(context, which, change, today())
    },
    'cards.tagsOf': ({ which }) => tagsOfCards(db, which, today()),
    'cards.list': ({ page, ...wanted }) => listCards(db, wanted, page, today()),
    'cards.tags': () => listCardTags(db),
    'cards.ofPrompt': ({ promptId }) => listCardsOfPrompt(db, promptId, today()),
    'cards.place': ({ promptId }) => findPlace(db, requirePrompt(db, promptId)),
    'cards.pictures': ({ articleId }) => listPictures(db, articleId),
    'cards.exportAnki': ({ format }) => exportAnki(context, dialogs, format),
    'cards.importAnki': () => importAnki(context, dialogs)
  }
}

function isSame(prompt: Prompt, content: CardContent): boolean {
  const { kind, front, back, imageHash, masks } = columnsOf(content)
  return (
    prompt.kind === kind &&
    prompt.front === front &&
    prompt.back === back &&
    prompt.imageHash === imageHash &&
    JSON.stringify(prompt.masks) === JSON.stringify(masks)
  )
}
