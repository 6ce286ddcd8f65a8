import { v7 as uuidv7 } from 'uuid'
import type { Parsed } from '../../shared/contract.ts'
import type { HighlightChange } from '../../shared/highlights.ts'
import type { Context } from '../context.ts'
import { existingSpelling } from '../tags/repository.ts'
import {
  countHighlights,
  deleteHighlight,
  deleteHighlightTag,
  highlightIdsAfter,
  insertHighlightTag,
  updateHighlightColor
} from './repository.ts'

const labels: Record<HighlightChange['kind'], string> = {
  color: 'undo.setColor',
  addTag: 'undo.addTag',
  removeTag: 'undo.removeTag',
  delete: 'undo.deleteHighlight'
}

/** Changes every highlight that fits a filter, but those in `except`. All of it is one step of undo. */
export async function changeAll(
  { db, history, work, now, deviceId }: Context,
  { filter, except, change }: Parsed<'highlights.changeAll'>
): Promise<{ count: number; isWhole: boolean }> {
  const { total, lastId } = countHighlights(db, filter)
  const label = labels[change.kind]
  const stamp = { now: now(), deviceId }
  const left = new Set<string>(except)
  const tag = change.kind === 'addTag' ? existingSpelling(db, change.tag) : ''
  const apply = (id: string) => {
    if (change.kind === 'color') updateHighlightColor(db, id, change.color, stamp)
    else if (change.kind === 'addTag') insertHighlightTag(db, id, tag, stamp)
    else if (change.kind === 'removeTag') deleteHighlightTag(db, id, change.tag)
    else deleteHighlight(db, id)
  }
  const join = { key: `all:${uuidv7()}`, mode: 'batch' } as const
  let after = ''
  let kept = 0
  const { done, isWhole } = await work.run({ label, total }, (limit) => {
    const ids = highlightIdsAfter(db, filter, { after, lastId, limit })
    after = ids.at(-1) ?? after
    const changed = ids.filter((id) => !left.has(id))
    kept += ids.length - changed.length
    if (changed.length > 0) history.record(label, () => changed.forEach(apply), join)
    return ids.length
  })
  return { count: done - kept, isWhole }
}
