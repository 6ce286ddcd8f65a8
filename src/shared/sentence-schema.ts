import { z } from 'zod'
import type { MessageKey } from './messages/en.ts'
import type { Sentence } from './sentence.ts'

/** Any short text: a key of a newer Lectern is no error, it only has no words here. */
const key = z.custom<MessageKey>((value) => typeof value === 'string' && value.length <= 200)
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
