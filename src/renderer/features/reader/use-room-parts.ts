import { useCallback, useEffect, useRef, useState } from 'react'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import { verticalWriting } from '../../../shared/vertical-writing.ts'
import { useReadingAids } from './aids/use-reading-aids.ts'
import { useReadAloud } from './aloud/use-read-aloud.ts'
import { useCaret } from './caret/use-caret.ts'
import { useFound } from './find/use-found.ts'
import { useLinks } from './links/use-links.ts'
import { useMarks } from './marking/use-marks.ts'
import { useOriginalPages } from './original/use-original-pages.ts'
import type { ReadingFrame } from './page/reading-frame.ts'
import { usePageExtras } from './page-extras/use-page-extras.ts'
import { usePanels } from './panels/use-panels.ts'
import { useWhereabouts } from './position/use-whereabouts.ts'
import type { RoomProps } from './reader-props.ts'
import { usePlaces } from './versions/use-places.ts'

export type RoomParts = ReturnType<typeof useRoomParts>

/** Everyone who is at work around the open page, each told of those it needs. Marking is in use-marks.ts. */
export function useRoomParts(props: RoomProps) {
  const { articleId, target, version, settings } = props
  const [frame, setFrame] = useState<ReadingFrame | null>(null)
  const [spoken, setSpoken] = useState('')
  // The same sentence twice is said twice: what does not change is not read out.
  const say = useCallback(
    (sentence: string) => setSpoken((before) => (before === sentence ? `${sentence}\u00a0` : sentence)),
    []
  )
  // The frame comes first and alone: while its page is fetched, there is time for what stands around it.
  const [around, setAround] = useState(false)
  useEffect(() => setAround(true), [])
  const toolbar = useRef<HTMLDivElement>(null)

  const focusText = useCallback(() => frame?.window.focus(), [frame])

  const start = target || props.position?.versionId !== version.id ? undefined : (props.position ?? undefined)
  const whereabouts = useWhereabouts({
    frame,
    version,
    start,
    sent: target !== undefined,
    counted: settings.countReading,
    focusText
  })
  const find = useFound(frame)
  const aids = useReadingAids(frame, settings)
  const extras = usePageExtras(frame, whereabouts.jump)
  const panels = usePanels(focusText)
  const originals = useOriginalPages(frame, version, focusText)
  const [proposed, setProposed] = useState<TextSpan | undefined>()
  const asking = panels.panel === 'versions'
  const marks = useMarks({
    frame,
    articleId,
    version,
    settings,
    find,
    proposed: asking ? proposed : undefined,
    offset: whereabouts.offset,
    focusText,
    say,
    onSearch: props.onSearch,
    onMakeCard: props.onMakeCard,
    onOpenArticle: props.onOpenArticle,
    onGather: props.onGather
  })
  const { selection, painter } = marks
  const places = usePlaces({
    frame,
    version,
    selection,
    enabled: around,
    asking,
    proposed,
    setProposed,
    onGo: whereabouts.goTo,
    onAsk: panels.showVersions,
    onChoose: panels.giveRoom,
    onPut: marks.letGo,
    speak: say
  })
  const caret = useCaret({
    frame,
    language: version.language,
    highlightsAt: (offset) => painter?.highlightsAt(offset) ?? [],
    say
  })
  const aloud = useReadAloud(frame, version)
  const onLink = useLinks({
    articleId,
    openHighlight: (id) => marks.openById(id) || places.ask(id),
    openArticleNote: panels.showArticle,
    onOpenArticle: props.onOpenArticle,
    onOpenNotebook: props.onOpenNotebook
  })
  const closeFind = useCallback(() => {
    find.close()
    focusText()
  }, [find.close, focusText])

  return {
    frame,
    setFrame,
    /** What a screen reader was told last. */
    spoken,
    say,
    /** True once what stands around the page may be drawn, too. */
    around,
    toolbar,
    focusText,
    /** Where reading begins; undefined at the beginning, or where somebody was sent elsewhere. */
    start,
    whereabouts,
    canBeVertical: verticalWriting(version.language) !== undefined,
    find,
    closeFind,
    aids,
    extras,
    panels,
    originals,
    marks,
    places,
    caret,
    aloud,
    onLink
  }
}
