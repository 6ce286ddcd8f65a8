import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'

/** A part of a library's zip by its schema. @throws AppError `damaged`, which names where it is not as it should be */
export function parseJson<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new AppError('damaged', 'errors.restore.jsonUnreadable', undefined, { cause: error })
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'its top'
  throw new AppError('damaged', 'errors.restore.jsonForeign', { where: where.slice(0, 100) })
}

/** What the zip says and what it holds are two things: the article is left out. */
export function untrue(key: MessageKey): AppError {
  return new AppError('damaged', key)
}
