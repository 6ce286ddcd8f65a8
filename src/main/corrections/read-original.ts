import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { Article } from '../../shared/articles.ts'
import { AppError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { ENTRY_IMPORTER } from '../import/library/quoted-blocks.ts'
import { MAX_BYTES } from '../import/source/read-source.ts'
import { extensionOf } from '../import/source/sniff.ts'
import type { ImportOutcome, ImportRunner } from '../import/worker/import-runner.ts'

const unpack = promisify(inflate)

interface OriginalRow {
  file_name: string
  media_type: string
  encoding: string
  bytes: Buffer
  importer: string
}

/**
 * Reads the untouched bytes a version was made from once more, in the import process. Undefined where they
 * are not what an importer was given: a row of another app's library, an article joined from several.
 * @param whole of a web page, everything it shows
 * @throws AppError as `ImportRunner.run` does
 */
export async function readOriginal(
  { db }: Context,
  runner: ImportRunner,
  article: Article,
  options: { whole: boolean; signal?: AbortSignal | undefined }
): Promise<ImportOutcome | undefined> {
  const row = db
    .prepare<[string], OriginalRow>(
      `SELECT s.file_name, s.media_type, s.encoding, s.bytes, v.importer
       FROM sources s JOIN article_versions v ON v.id = s.version_id WHERE s.version_id = ?`
    )
    .get(article.versionId)
  if (!row || row.importer.startsWith(ENTRY_IMPORTER) || row.importer.startsWith('joined')) return undefined
  const bytes = await unpack(row.bytes, { maxOutputLength: MAX_BYTES }).catch((error: unknown) => {
    throw new AppError('unreadable', 'errors.import.unreadable', { name: row.file_name }, { cause: error })
  })
  const isHtml = row.media_type === 'text/html'
  // What was pasted came without a file's name and is converted as it is.
  if (
    isHtml &&
    extensionOf(row.file_name) === '' &&
    !/<(?:!doctype|html|head|body)[\s>]/i.test(bytes.toString('latin1', 0, 20_000))
  )
    return await runner.run({ kind: 'paste', text: '', html: bytes.toString('utf8') }, options.signal)
  return await runner.run(
    {
      kind: 'bytes',
      bytes,
      fileName: row.file_name,
      address: isHtml ? article.url : '',
      ...(isHtml ? { charset: row.encoding } : {}),
      whole: options.whole
    },
    options.signal
  )
}
