import { z } from 'zod'
import { task } from './define.ts'
import { Done, WorkId } from './values.ts'

/** How far long work is. Told a few times a second, once it takes long enough to be noticed. */
export interface WorkProgress {
  workId: WorkId
  /** Key of the message that names it, as in "Undo …". */
  label: string
  done: number
  /** 0: nobody knows how much there is. */
  total: number
  /** `share`: `done` of `total` is a part of the way and counts nothing. */
  unit: 'things' | 'share'
  isOver: boolean
}

export const workContract = {
  /** Stops it where it is; what is done stays done, or is put away when only the whole is of use. */
  'work.stop': task(z.strictObject({ workId: WorkId }), Done)
}
