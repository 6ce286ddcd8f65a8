import { useCallback, useEffect, useMemo, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { invoke } from '../../../lib/invoke.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useToast } from '../../../ui/Toast.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { isInTitle, titleElement, titleRange, titleText } from '../page/title-span.ts'
import { ReadAloud, type SpeechState } from './read-aloud.ts'
import { unspokenIn, withLinesJoined, withoutUnspoken } from './unspoken.ts'

/** Reading aloud in the open article: the sentence and the word being said are painted, and the page follows. */
export function useReadAloud(frame: ReadingFrame | null, version: ReadingVersion) {
  const [open, setOpen] = useState(false)
  const [state, setState] = useState<SpeechState>('idle')
  const { showError } = useToast()
  const [aloud, setAloud] = useState<ReadAloud | null>(null)

  useEffect(() => {
    if (!frame || !open) return
    const made = new ReadAloud(
      {
        synthesis: window.speechSynthesis,
        utterance: (words) => new SpeechSynthesisUtterance(words)
      },
      {
        textOf: (start, end) => spokenText(frame, version, { start, end }),
        onState: setState,
        onSentence(sentence) {
          paint(frame, 'spoken-sentence', sentence)
          void frame.reveal(sentence)
        },
        onWord(word) {
          paint(frame, 'spoken', word)
          // Where colours are forced, Chromium has one for everything that is marked: the word would not be seen.
          if (word && matchMedia('(forced-colors: active)').matches)
            paint(frame, 'spoken-sentence', undefined)
        }
      },
      version.language,
      { start: beforeTitle(frame), end: version.textLength }
    )
    setAloud(made)
    return () => {
      made.stop()
      setAloud(null)
      paint(frame, 'spoken', undefined)
      paint(frame, 'spoken-sentence', undefined)
    }
  }, [frame, open, version])

  /** Reads on from where it was, or from what is selected or first on screen when it has not begun. */
  const play = useCallback(() => {
    if (state === 'speaking') aloud?.pause()
    // After a failure, too: the sentence that was not heard to its end.
    else if (state === 'paused' || state === 'failed') aloud?.resume()
    else if (frame) aloud?.start(beginning(frame)).catch(showError)
  }, [aloud, state, frame, showError])
  const skip = useCallback((by: 1 | -1) => void aloud?.skip(by).catch(showError), [aloud, showError])
  const skipParagraph = useCallback(
    (by: 1 | -1) => void aloud?.skipParagraph(by).catch(showError),
    [aloud, showError]
  )
  const setVoice = useCallback(
    (voice: SpeechSynthesisVoice | undefined, rate: number) =>
      aloud?.setVoice(voice, rate, state === 'speaking'),
    [aloud, state]
  )
  const close = useCallback(() => {
    setOpen(false)
    setState('idle')
    frame?.window.focus()
  }, [frame])

  const reading = { enabled: open && state !== 'idle' }
  useCommand('reader.readAloud', () => (open ? play() : setOpen(true)))
  useCommand('reader.nextSentence', () => skip(1), reading)
  useCommand('reader.previousSentence', () => skip(-1), reading)
  useCommand('reader.nextSpokenParagraph', () => skipParagraph(1), reading)
  useCommand('reader.previousSpokenParagraph', () => skipParagraph(-1), reading)

  return useMemo(
    () => ({ open, ready: aloud !== null, state, play, skip, skipParagraph, setVoice, close }),
    [open, aloud, state, play, skip, skipParagraph, setVoice, close]
  )
}

export type Aloud = ReturnType<typeof useReadAloud>

/** Where the title begins, in front of the text. */
const beforeTitle = ({ document: page }: ReadingFrame) => {
  const { length } = titleText(page)
  return length === 0 ? 0 : -length - 1
}

/** Where reading begins: with what is selected, else with what is first on screen, be it the title. */
function beginning(frame: ReadingFrame): number {
  const selection = frame.document.getSelection()
  const selected = selection && !selection.isCollapsed ? frame.map.spanOf(selection.getRangeAt(0)) : undefined
  if (selected) return selected.start
  const title = titleElement(frame.document)
  if (title && frame.axis.start(title.getBoundingClientRect()) >= 0) return beforeTitle(frame)
  return frame.firstVisibleOffset() ?? 0
}

/** What a voice says of a span; the title and one line end stand in front of the text. */
async function spokenText(frame: ReadingFrame, version: ReadingVersion, span: TextSpan): Promise<string> {
  const title = isInTitle(span)
    ? `${titleText(frame.document)}\n`.slice(span.start - beforeTitle(frame), span.end - beforeTitle(frame))
    : ''
  const inText = { start: Math.max(0, span.start), end: Math.max(0, span.end) }
  const { text } = await invoke('reading.text', { versionId: version.id, ...inText })
  const spoken = withoutUnspoken(text, inText.start, unspokenIn(frame.map, inText))
  return title + withLinesJoined(spoken, inText.start, frame.map)
}

function paint(frame: ReadingFrame, name: string, span: TextSpan | undefined): void {
  const { CSS, Highlight } = frame.window
  const range = span && (isInTitle(span) ? titleRange(frame.document, span) : frame.map.rangeOf(span))
  if (!range) return void CSS?.highlights.delete(name)
  const highlight = new Highlight(range)
  // Above the reader's own highlights; the word above its sentence.
  highlight.priority = name === 'spoken' ? 21 : 20
  CSS.highlights.set(name, highlight)
}
