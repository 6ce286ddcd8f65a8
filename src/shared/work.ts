import { z } from 'zod'
import { task } from './define.ts'
import { Done, WorkId } from './values.ts'

/** How far a change of very many rows is. Told a few times a second, once it takes long enough to be noticed. */
export interface WorkProgress {
  workId: WorkId
  /** Key of the message that names it, as in "Undo …". */
  label: string
  done: number
  total: number
  isOver: boolean
}

export const workContract = {
  /** Stops a change where it is; what is done stays done and can be taken back. */
  'work.stop': task(z.strictObject({ workId: WorkId }), Done)
}
