import { useCallback, useMemo, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { shorten } from '../../../../shared/shorten.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import type { HighlightPlace } from '../../../../shared/versions.ts'
import { t } from '../../../lib/messages.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useAction, useData } from '../../../lib/use-data.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { useMarking } from '../marking/use-marking.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'

/** Longest part of the words that is spoken, UTF-16 units. */
const SPOKEN = 500

const noPlaces: readonly HighlightPlace[] = []

/**
 * What became of the highlights in the newest version, and answering what Lectern asks about them: the place
 * is accepted, or words are selected in the page and the highlight is put on them.
 */
export function usePlaces(room: {
  frame: ReadingFrame | null
  version: ReadingVersion
  /** What is selected in the page: where a highlight can be put. */
  selection: TextSpan | null
  /** False until what is read is drawn: that comes first. */
  enabled: boolean
  /** The panel with the questions is in sight: only then a key answers them. */
  asking: boolean
  /** The place that is shown in the page, and showing one. */
  proposed: TextSpan | undefined
  setProposed(span: TextSpan | undefined): void
  onGo(offset: number): void
  /** The panel with the questions comes into sight. */
  onAsk(): void
  /** The page gets the focus and room, so that words can be selected in it. */
  onChoose(): void
  /** The words are chosen. */
  onPut(): void
  /** Tells a screen reader. */
  speak(words: string): void
}) {
  const { frame, version, selection, proposed, setProposed, onGo, onAsk, onChoose, onPut, speak } = room
  const { data: places = noPlaces } = useData(
    'versions.places',
    { articleId: version.articleId },
    // In its first version an article has nothing to ask.
    { enabled: room.enabled && version.number > 1 }
  )
  const accepting = useAction('versions.accept')
  const attaching = useAction('versions.attach')
  const { stored } = useMarking(frame, version.articleId, version.id, undefined)
  const { show: say, showError } = useToast()
  const [placingId, setPlacing] = useState<HighlightId | undefined>()

  const { unsure, lost, settled } = useMemo(
    () => ({
      unsure: places.filter(({ verdict }) => verdict === 'unsure'),
      lost: places.filter(({ verdict }) => verdict === 'lost'),
      settled: places.filter(({ verdict }) => verdict === 'moved' || verdict === 'changed')
    }),
    [places]
  )
  const placing = places.find(({ highlightId }) => highlightId === placingId)
  /** The one a key answers: what was shown last, else the first. */
  const current = unsure.find(({ start }) => start !== null && start === proposed?.start) ?? unsure[0]

  /** Goes to a place and marks its words until something else is shown. Who does not see them hears them. */
  const show = useCallback(
    ({ start, end, exact }: HighlightPlace) => {
      if (start === null || end === null) return
      setProposed({ start, end })
      onGo(start)
      speak(shorten(exact, SPOKEN))
    },
    [setProposed, onGo, speak]
  )
  /** The one whose question has the focus; raised anew each time it is asked for. */
  const [asked, setAsked] = useState<{ id: HighlightId } | undefined>()
  /** Goes to the question about a highlight; false when nothing is asked about it. */
  const ask = useCallback(
    (id: HighlightId): boolean => {
      const place = [...unsure, ...lost].find(({ highlightId }) => highlightId === id)
      if (!place) return false
      show(place)
      setAsked({ id })
      onAsk()
      return true
    },
    [unsure, lost, show, onAsk]
  )
  const accept = useCallback(
    (highlightId: HighlightId) => {
      setProposed(undefined)
      accepting({ highlightId })
        .then(() => say({ message: t('versions.accepted') }))
        .catch(showError)
    },
    [accepting, setProposed, say, showError]
  )
  const stop = useCallback(() => setPlacing(undefined), [])
  /** Onto what is selected; asks for words to be selected when there are none. */
  const put = useCallback(
    (highlightId: HighlightId) => {
      // What is selected was selected for the one that waits.
      if (!selection || (placing && placing.highlightId !== highlightId)) {
        setPlacing(highlightId)
        onChoose()
        return
      }
      stored(selection)
        .then((quote) => quote && attaching({ highlightId, versionId: version.id, ...quote }))
        .then((done) => {
          if (!done) return
          setPlacing(undefined)
          setProposed(undefined)
          onPut()
          say({ message: t('versions.attached') })
        })
        .catch(showError)
    },
    [selection, placing, stored, attaching, version.id, onChoose, onPut, setProposed, say, showError]
  )

  const putPlacing = useCallback(() => placingId && put(placingId), [placingId, put])
  /** Enter puts the waiting highlight on what is selected; true when it did. */
  const onKey = (event: KeyboardEvent): boolean => {
    const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isEnter || !placing || !selection) return false
    put(placing.highlightId)
    return true
  }

  useCommand(
    'reader.acceptPlace',
    () => {
      if (!current) return
      accept(current.highlightId)
      // The next question is where the eye goes.
      const next = unsure[unsure.indexOf(current) + 1] ?? unsure.find((one) => one !== current)
      if (next) show(next)
    },
    { enabled: room.asking && current !== undefined }
  )
  const wrong = room.asking ? (placing ?? current ?? lost[0]) : undefined
  useCommand('reader.placeElsewhere', () => wrong && put(wrong.highlightId), { enabled: wrong !== undefined })

  return {
    unsure,
    lost,
    settled,
    current,
    wrong,
    placing,
    asked,
    ask,
    show,
    accept,
    put,
    putPlacing,
    stop,
    onKey
  }
}

export type Places = ReturnType<typeof usePlaces>
