import { z } from 'zod'
import { query, task } from './define.ts'
import { Nothing } from './values.ts'

/** Something to know about the library itself, shown until the reader has read it. */
export const Notice = z.strictObject({
  id: z.string().max(40),
  message: z.string(),
  /** Where something can be done about it. */
  action: z.enum(['library-settings']).nullable()
})
export type Notice = z.infer<typeof Notice>

export const noticeContract = {
  'notices.list': query(Nothing, z.array(Notice)),
  'notices.dismiss': task(z.strictObject({ id: z.string().max(40) }), z.null(), { changes: ['notices'] })
}
