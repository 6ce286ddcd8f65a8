import { z } from 'zod'
import { task } from './define.ts'
import { ArticleId } from './values.ts'

export const printingContract = {
  /** An article with its highlights and notes as a PDF where the reader chooses; null when the dialog was closed. */
  'printing.savePdf': task(
    z.strictObject({ articleId: ArticleId }),
    z.strictObject({ path: z.string() }).nullable()
  ),
  /** The same on paper, by the system's own dialog; `printed` is false when the reader closed it. */
  'printing.print': task(z.strictObject({ articleId: ArticleId }), z.strictObject({ printed: z.boolean() })),
  /** Ends what is being prepared; the call that waits for it is refused as `cancelled`. */
  'printing.cancel': task(z.strictObject({}), z.null())
}
