import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { VersionId } from '../../../../shared/values.ts'
import { withoutSpans } from '../../../../shared/without-spans.ts'
import { invoke } from '../../../lib/invoke.ts'
import { t } from '../../../lib/messages.ts'
import { useAction } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { mastheadWords } from './masthead-words.ts'
import { wordsOf } from './note-mentions.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** What is selected above the body of a text, and where the rest of it is. */
function partsOf(frame: ReadingFrame, { start, end }: TextSpan): { above: string[]; body: TextSpan | null } {
  const { title, credits } = mastheadWords(frame.document)
  const [first] = frame.map.regions
  const from = first?.element.matches('header') ? first.end : 0
  const standfirst = start < from ? wordsOf(frame.map, { start, end: Math.min(end, from) }) : ''
  return {
    above: [title, standfirst, credits],
    body: end > from ? { start: Math.max(start, from), end } : null
  }
}

const joined = (parts: readonly string[]) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')

/** The words of a span as they are copied, where all of them are on the page already. */
function wordsHere(frame: ReadingFrame, span: TextSpan): string | undefined {
  if (!frame.complete && frame.map.loadedTo < span.end) return undefined
  const { above, body } = partsOf(frame, span)
  return joined([...above, body ? wordsOf(frame.map, body) : ''])
}

/** The same from the library, which has all of a text that is still coming to the page. */
async function wordsKept(frame: ReadingFrame, versionId: VersionId, span: TextSpan): Promise<string> {
  const { above, body } = partsOf(frame, span)
  if (!body) return joined(above)
  const { text, signs = [] } = await invoke('reading.text', { versionId, ...body, withSigns: true })
  return joined([...above, withoutSpans(text, signs)])
}

/** Copying what is selected in a version: all of it, also while its text is still coming. */
export function useCopyWords(frame: ReadingFrame | null, versionId: VersionId) {
  const copyText = useAction('app.copy')
  const { show, showError } = useToast()
  /** Copies the words of a span, and says so. */
  const copy = (span: TextSpan | null) => {
    if (!frame || !span) return
    const words = wordsHere(frame, span)
    Promise.resolve(words ?? wordsKept(frame, versionId, span))
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
