import type { HandlersOf } from '../../shared/contract.ts'
import type { Context } from '../context.ts'
import { listTags, renameTag } from './repository.ts'

export function tagHandlers({ db, now, deviceId }: Context): HandlersOf<'tags.list' | 'tags.rename'> {
  return {
    'tags.list': () => listTags(db),
    'tags.rename': ({ from, to }) => ({ tag: renameTag(db, from, to, { now: now(), deviceId }) })
  }
}
