import { z } from 'zod'
import type { MessageKey } from './messages/en.ts'
import type { Sentence } from './sentence.ts'

const key = z.string().max(200) as unknown as z.ZodType<MessageKey>
const plainValues = z.record(z.string().max(100), z.union([z.string().max(10_000), z.number()]))

/** A sentence as another process or a file names it, with parts one level deep. An unknown key is shown as it is. */
export const SentenceSchema: z.ZodType<Sentence> = z.strictObject({
  key,
  values: z
    .record(
      z.string().max(100),
      z.union([z.string().max(10_000), z.number(), z.strictObject({ key, values: plainValues.optional() })])
    )
    .optional()
})
