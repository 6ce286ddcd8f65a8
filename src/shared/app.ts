import { z } from 'zod'
import { query, task } from './define.ts'
import { errorCodes } from './errors.ts'
import { Done, Nothing, text } from './values.ts'

/** Whether a library is open; `trouble` says why not. */
const Start = z.strictObject({
  trouble: z
    .strictObject({ code: z.enum(errorCodes), message: z.string(), libraryPath: z.string() })
    .nullable()
})
export type Start = z.infer<typeof Start>

export const appContract = {
  /** The first question of the window. Answered, like `app.recover`, also when no library could be opened. */
  'app.start': query(Nothing, Start),
  /** Try the same folder again, or let the reader choose another one. */
  'app.recover': task(z.strictObject({ action: z.enum(['retry', 'choose']) }), Start),
  'app.info': query(
    Nothing,
    z.strictObject({
      version: z.string(),
      libraryPath: z.string(),
      platform: z.enum(['darwin', 'win32', 'linux']),
      /** True when the library is on a read-only place: everything can be read, nothing changed. */
      readOnly: z.boolean(),
      locale: z.string()
    })
  ),
  /** Shows the address and host and asks; opens http, https and mailto only, in the system's browser. */
  'app.openLink': task(z.strictObject({ url: text(8192) }), z.strictObject({ opened: z.boolean() })),
  'app.copy': task(z.strictObject({ text: text(10_000_000) }), Done),
  /** Shows the library's folder in the system's file manager. */
  'app.showLibrary': task(Nothing, Done)
}
