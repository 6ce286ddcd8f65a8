import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import type { Stamp } from '../db/stamp.ts'
import { existingSpelling } from '../tags/repository.ts'
import { type CardContent, ordinalsOf } from './check-card.ts'
import { insertCard, insertPrompt, insertPromptTag, newMemory, type Prompt } from './repository.ts'

/** Where a prompt's words were read. */
export type PromptPlace = Pick<
  Prompt,
  'articleId' | 'versionId' | 'highlightId' | 'start' | 'end' | 'exact' | 'prefix' | 'suffix' | 'sentence'
>

/**
 * A new prompt with its cards, none of them asked yet, and its tags.
 * @throws AppError `invalid-input` with a sentence when there is nothing to ask
 */
export function addPrompt(
  db: Database,
  prompt: { id: string; content: CardContent; place: PromptPlace; tags: readonly string[] },
  stamp: Stamp
): void {
  const { id, content, place } = prompt
  const ordinals = ordinalsOf(content)
  const createdAt = stamp.now
  insertPrompt(db, { id, ...columnsOf(content), guid: guidOf(id), ...place, createdAt }, stamp)
  for (const ordinal of ordinals) addCard(db, id, ordinal, stamp)
  for (const tag of prompt.tags) insertPromptTag(db, id, existingSpelling(db, tag), stamp)
}

/** A card of a prompt that nobody has seen yet. @param ordinal which of them, as hidden words are numbered */
export function addCard(db: Database, promptId: string, ordinal: number, stamp: Stamp): void {
  insertCard(
    db,
    { ...newMemory, id: v7(), promptId, ordinal, suspended: 0, buriedUntil: 0, createdAt: stamp.now },
    stamp
  )
}

/** What a card asks, as it is kept. */
export const columnsOf = ({ kind, front, back, picture }: CardContent) => ({
  kind,
  front,
  back,
  imageHash: kind === 'picture' ? (picture?.hash ?? null) : null,
  masks: kind === 'picture' ? (picture?.masks ?? []) : []
})

/** Anki's name for the note: from our id, so that it is the same in every export for good. */
function guidOf(promptId: string): string {
  return `lectern${createHash('sha256').update(promptId).digest('base64url').slice(0, 16)}`
}
