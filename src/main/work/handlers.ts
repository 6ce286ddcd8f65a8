import type { HandlersOf } from '../../shared/contract.ts'
import type { LongWork } from './long-work.ts'

export function workHandlers(work: LongWork): HandlersOf<'work.stop'> {
  return {
    'work.stop': ({ workId }) => {
      work.stop(workId)
      return null
    }
  }
}
