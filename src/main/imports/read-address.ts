import { AppError } from '../../shared/errors.ts'
import { tell } from '../../shared/sentence.ts'
import type { ImportOutcome, ImportRunner } from '../import/worker/import-runner.ts'
import type { Fetched, Network } from '../network/network.ts'
import { fetchPictures, missingPictures } from './fetch-pictures.ts'

/** Extensions for pages whose address has none that says what they are. */
const extensions: Record<string, string> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/markdown': '.md',
  'text/x-markdown': '.md',
  'text/plain': '.txt',
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub',
  'multipart/related': '.mhtml',
  'message/rfc822': '.mhtml',
  'application/rtf': '.rtf',
  'text/rtf': '.rtf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx'
}

/**
 * Fetches what an address leads to and the pictures in it, and reads it as a file would be. Asked for by the
 * reader only. `onProgress` is told in sentences.
 * @throws AppError as `Visit.fetch` and `ImportRunner.run` do
 */
export async function readAddress(
  network: Network,
  runner: ImportRunner,
  address: string,
  signal: AbortSignal,
  onProgress: (sentence: string) => void
): Promise<{ outcome: ImportOutcome; fileName: string }> {
  const host = URL.parse(address)?.hostname ?? address
  const visit = network.visit(signal)
  try {
    onProgress(tell({ key: 'imports.address.fetching', values: { host } }))
    const page = await visit.fetch(address, 'page', ({ received }) =>
      onProgress(
        tell({ key: 'imports.address.received', values: { host, size: Math.ceil(received / 1024) } })
      )
    )
    const fileName = fileNameOf(page)
    const job = {
      kind: 'bytes',
      bytes: page.bytes,
      fileName,
      address: page.address,
      charset: page.charset
    } as const
    const outcome = await runner.run(job, signal).catch((error: unknown) => {
      throw withoutText(error, page, host)
    })
    const wanted = missingPictures(outcome.body.html)
    if (wanted.length === 0) return { outcome, fileName }
    const pictures = await fetchPictures(visit, wanted, signal, (done, total) =>
      onProgress(tell({ key: 'imports.address.pictures', values: { host, done, total } }))
    )
    if (pictures.size === 0) return { outcome, fileName }
    return { outcome: await runner.run({ ...job, pictures }, signal), fileName }
  } finally {
    visit.close()
  }
}

/** A page that holds no text is not empty in the reader's browser, where its scripts run. */
function withoutText(error: unknown, { mediaType }: Fetched, host: string): unknown {
  const isEmpty =
    error instanceof AppError &&
    (error.sentence?.key === 'errors.import.noText' || error.sentence?.key === 'errors.import.empty')
  return isEmpty && /html/.test(mediaType)
    ? new AppError('unreadable', 'errors.network.noText', { host }, { cause: error })
    : error
}

/** A name for what was fetched: the last part of its address, with the ending its kind has. */
function fileNameOf({ address, mediaType }: Fetched): string {
  const url = new URL(address)
  let last = url.pathname.split('/').filter(Boolean).at(-1) ?? ''
  try {
    last = decodeURIComponent(last)
  } catch {
    // Not UTF-8: shown as it is written.
  }
  // Nothing a file system would mind, since this is shown as a file's name and exported as one.
  const name =
    last
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, '-')
      .slice(0, 120) || url.hostname
  const extension = extensions[mediaType]
  return extension && !name.toLowerCase().endsWith(extension) ? `${name}${extension}` : name
}
