import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { VersionId } from '../../../../shared/values.ts'
import { withoutSpans } from '../../../../shared/without-spans.ts'
import { invoke } from '../../../lib/invoke.ts'
import { t } from '../../../lib/messages.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { wordsOf } from './note-mentions.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** The words of a span as they are copied, where all of them are on the page already. */
function wordsHere(frame: ReadingFrame, span: TextSpan): string | undefined {
  const isHere = frame.complete || frame.map.loadedTo >= span.end
  return isHere ? wordsOf(frame.map, span).trim() : undefined
}

/** The same from the library, which has all of a text that is still coming to the page. */
async function wordsKept(versionId: VersionId, { start, end }: TextSpan): Promise<string> {
  const { text, signs = [] } = await invoke('reading.text', { versionId, start, end, withSigns: true })
  return withoutSpans(text, signs).trim()
}

/** Copying what is selected in a version: all of it, also while its text is still coming. */
export function useCopyWords(frame: ReadingFrame | null, versionId: VersionId) {
  const copyText = useAction('app.copy')
  const { show, showError } = useToast()
  /** Copies the words of a span, and says so. */
  const copy = (span: TextSpan | null) => {
    if (!frame || !span) return
    const words = wordsHere(frame, span)
    Promise.resolve(words ?? wordsKept(versionId, span))
      .then((text) => copyText({ text: text.toWellFormed() }))
      .then(() => show({ message: t('reader.copied') }))
      .catch(showError)
  }
  /** When the browser is about to copy: gives it the words; those it would cut short are copied without it. */
  const onCopy = (event: ClipboardEvent, span: TextSpan | null) => {
    if (!frame || !span || !event.clipboardData) return
    event.preventDefault()
    const words = wordsHere(frame, span)
    if (words === undefined) copy(span)
    else event.clipboardData.setData('text/plain', words)
  }
  return { copy, onCopy }
}
