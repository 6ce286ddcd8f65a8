import { useEffect, useRef, useState } from 'react'
import {
  type Card,
  type CardKind,
  type CardSource,
  MAX_CARD_TEXT,
  type Picture,
  type PromptId
} from '../../../shared/cards.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** What a card is made from: words of an article, its pictures, nothing at all, or a card there is already. */
export type CardTask =
  /** `words`: those of the source, as they are read by themselves. */
  | { kind: 'words'; source: CardSource; words: string }
  | { kind: 'pictures'; articleId: ArticleId }
  | { kind: 'free' }
  | { kind: 'edit'; card: Card }

export interface CardDraft {
  kind: CardKind
  front: string
  back: string
  picture: Picture | null
  tags: readonly string[]
}

/** What was typed and not kept yet, so that closing by mistake loses nothing. */
const drafts = new Map<string, CardDraft>()

/** Main has what is typed so long after the last key, ms: then a crash loses nothing, either. */
const KEEP_AFTER = 400

function draftKey(task: CardTask): string {
  switch (task.kind) {
    case 'words':
      return `words ${task.source.versionId} ${task.source.start} ${task.source.end}`
    case 'pictures':
      return `pictures ${task.articleId}`
    case 'free':
      return 'free'
    case 'edit':
      // With its wording: what was typed for another one is not for this.
      return `edit ${task.card.promptId} ${shortHash(task.card.front)} ${shortHash(task.card.back)}`
  }
}

/** Tells two wordings apart (FNV-1a). */
function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

const isTooLong = ({ front, back }: CardDraft) => Math.max(front.length, back.length) > MAX_CARD_TEXT

/** Keeps what is typed where a crash does not reach it. */
function keepInMain(key: string, draft: CardDraft | null): void {
  // What is too long for a card is told when it is to be one; nobody asked for this, and the words are in the form.
  if (draft && isTooLong(draft)) return
  invoke('cards.keepDraft', { key, draft: draft && { ...draft, tags: [...draft.tags] } }).catch(
    () => undefined
  )
}

function firstDraft(task: CardTask): CardDraft {
  switch (task.kind) {
    case 'words':
      return { kind: 'question', front: '', back: task.words, picture: null, tags: [] }
    case 'pictures':
      return { kind: 'picture', front: '', back: '', picture: null, tags: [] }
    case 'free':
      return { kind: 'question', front: '', back: '', picture: null, tags: [] }
    case 'edit': {
      const { kind, front, back, picture, tags } = task.card
      return { kind, front, back, picture, tags }
    }
  }
}

/** The article a card comes from; null when it comes from none. */
export function articleOf(task: CardTask): ArticleId | null {
  switch (task.kind) {
    case 'words':
      return task.source.articleId
    case 'pictures':
      return task.articleId
    case 'free':
      return null
    case 'edit':
      return task.card.articleId
  }
}

/** What is typed into the form of a card, and keeping it. */
export function useCardDraft(task: CardTask) {
  const key = draftKey(task)
  const [draft, setDraft] = useState<CardDraft>(() => drafts.get(key) ?? firstDraft(task))
  const [promptId, setPromptId] = useState(() =>
    task.kind === 'edit' ? task.card.promptId : newId<PromptId>()
  )
  const [error, setError] = useState('')
  const create = useAction('cards.create')
  const update = useAction('cards.update')
  const addTagNow = useAction('cards.addTag')
  const removeTagNow = useAction('cards.removeTag')
  const { show, showError } = useToast()

  const isTyped = useRef(drafts.has(key))
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; draft: CardDraft }>(undefined)
  const keep = () => {
    if (!waiting.current) return
    clearTimeout(waiting.current.timer)
    keepInMain(key, waiting.current.draft)
    waiting.current = undefined
  }
  const forget = () => {
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
    drafts.delete(key)
    keepInMain(key, null)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form is for one thing as long as it is open
  useEffect(() => {
    if (!isTyped.current) {
      invoke('cards.draft', { key }).then((kept) => {
        if (!kept || isTyped.current) return
        drafts.set(key, kept)
        setDraft(kept)
      }, showError)
    }
    // The window may be closed between the last key and the pause after it.
    for (const leaving of ['pagehide', 'blur'] as const) window.addEventListener(leaving, keep)
    return () => {
      for (const leaving of ['pagehide', 'blur'] as const) window.removeEventListener(leaving, keep)
      keep()
    }
  }, [])
  const change = (part: Partial<CardDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setError('')
    isTyped.current = true
    drafts.set(key, next)
    clearTimeout(waiting.current?.timer)
    waiting.current = { timer: setTimeout(keep, KEEP_AFTER), draft: next }
  }
  /** The words that were selected are kept when another kind is chosen and nothing was written yet. */
  const changeKind = (kind: CardKind) => {
    const words = task.kind === 'words' ? task.words : ''
    const untouched = draft.front === '' || draft.front === words
    if (untouched && task.kind === 'words') {
      const asks = kind === 'question'
      change({ kind, front: asks ? '' : words, back: asks ? words : draft.back === words ? '' : draft.back })
    } else change({ kind })
  }
  // The tags of a card there is already change at once, as they do everywhere.
  const addTag = (tag: string) => {
    change({ tags: [...draft.tags, tag] })
    if (task.kind === 'edit') addTagNow({ promptIds: [promptId], tag }).catch(showError)
  }
  const removeTag = (tag: string) => {
    change({ tags: draft.tags.filter((one) => one !== tag) })
    if (task.kind === 'edit') removeTagNow({ promptIds: [promptId], tag }).catch(showError)
  }

  /** Keeps the card and says so; false when it could not be kept, which is said too. */
  const save = async (): Promise<boolean> => {
    const { kind, front, back, tags } = draft
    const content = { kind, front, back, picture: kind === 'picture' ? draft.picture : null }
    if (isTooLong(draft)) {
      setError(t('study.editor.tooLong', { most: MAX_CARD_TEXT }))
      return false
    }
    try {
      const cards =
        task.kind === 'edit'
          ? await update({ promptId, ...content })
          : await create({
              promptId,
              ...content,
              source: task.kind === 'words' ? task.source : null,
              tags: [...tags]
            })
      forget()
      show({
        message:
          task.kind === 'edit' ? t('study.editor.saved') : t('study.editor.made', { count: cards.length })
      })
      return true
    } catch (failure) {
      // What is missing is said where it is missing.
      if (failure instanceof AppError && failure.code === 'invalid-input') setError(failure.message)
      else showError(failure)
      return false
    }
  }
  /** Another card of the same kind, with the same tags. */
  const startAnother = () => {
    setPromptId(newId<PromptId>())
    setDraft({ ...firstDraft(task), kind: draft.kind, tags: draft.tags, picture: null })
  }
  return { draft, error, change, changeKind, addTag, removeTag, save, startAnother }
}
