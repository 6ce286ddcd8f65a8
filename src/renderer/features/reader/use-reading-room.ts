import { useCallback, useEffect, useRef, useState } from 'react'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import type { ReadingPosition, ReadingVersion } from '../../../shared/reading.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { VersionId } from '../../../shared/values.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { useReadingAids } from './aids/use-reading-aids.ts'
import { useReadAloud } from './aloud/use-read-aloud.ts'
import { useCaret } from './caret/use-caret.ts'
import { useFound } from './find/use-found.ts'
import { useLinks } from './links/use-links.ts'
import { useMarkCommands } from './marking/use-mark-commands.ts'
import { useMarks } from './marking/use-marks.ts'
import { useNotesBeside } from './notes-beside/use-notes-beside.ts'
import { useOriginalPages } from './original/use-original-pages.ts'
import { verticalWriting } from './page/frame-style.ts'
import type { ReadingFrame } from './page/reading-frame.ts'
import { useFrameEvents } from './page/use-frame-events.ts'
import { usePageExtras } from './page-extras/use-page-extras.ts'
import { usePanels } from './panels/use-panels.ts'
import { useWhereabouts } from './position/use-whereabouts.ts'
import type { ReaderProps } from './reader-props.ts'
import { stepBack } from './step-back.ts'
import { useArticleCommands } from './use-article-commands.ts'
import { usePageCommands } from './use-page-commands.ts'
import { usePrinting } from './use-printing.ts'
import { useTarget } from './use-target.ts'
import { usePlaces } from './versions/use-places.ts'

/** One version of the article. */
export interface RoomProps extends ReaderProps {
  version: ReadingVersion
  position: ReadingPosition | null
  settings: Settings
  /** Shows a version that is no longer the article's text. */
  onOpenVersion(id: VersionId): void
}

/**
 * Everything at work around the open page, joined: what happens in the page and what the commands ask for goes to
 * the one who does it. Marking is in use-marks.ts, Escape in step-back.ts.
 */
export function useReadingRoom(props: RoomProps) {
  const { articleId, target, version, settings, onBack } = props
  const { data: article } = useData('articles.get', { articleId })

  const [frame, setFrame] = useState<ReadingFrame | null>(null)
  const [spoken, setSpoken] = useState('')
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
  const { goTo } = whereabouts
  const canBeVertical = verticalWriting(version.language) !== undefined
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
    say: setSpoken,
    onSearch: props.onSearch,
    onMakeCard: props.onMakeCard,
    onOpenArticle: props.onOpenArticle,
    onGather: props.onGather
  })
  const { selection, painter, keyboard } = marks
  const places = usePlaces({
    frame,
    version,
    selection,
    enabled: around,
    asking,
    proposed,
    setProposed,
    onGo: goTo,
    onAsk: panels.showVersions,
    onChoose: panels.giveRoom,
    onPut: marks.letGo,
    speak: setSpoken
  })
  const caret = useCaret({
    frame,
    language: version.language,
    highlightsAt: (offset) => painter?.highlightsAt(offset) ?? [],
    say: setSpoken
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

  useMarkCommands(marks.actions, {
    hasSelection: selection !== null,
    hasChosen: marks.chosen !== undefined,
    isPlacing: places.placing !== undefined,
    canResize: marks.resizable !== undefined,
    canSplit: marks.splittable !== undefined,
    hasFound: find.spans.length > 0
  })
  useCommand('reader.pictureCard', props.onPictureCard)
  useCommand('reader.caret', () => {
    keyboard.stop()
    caret.toggle()
  })
  usePageCommands({
    settings,
    panels,
    find,
    hasSelection: selection !== null,
    turn: aids.turn,
    onPicture: extras.openNearest,
    canBeVertical,
    say: setSpoken,
    onFind: () => find.openFind(selection && frame ? frame.map.textOf(beginningOf(selection, 100)) : ''),
    onBack: () =>
      stepBack({
        marks,
        stopCaret: caret.stop,
        places,
        find,
        closeFind,
        originals,
        hasText: version.wordCount > 0,
        panels,
        aloud,
        whereabouts,
        leave: onBack
      })
  })
  const printing = usePrinting(articleId)
  const { finish, restore } = useArticleCommands({ article, articleId, onTrashed: onBack })

  const { readingOn, scrolled } = useFrameEvents(frame, {
    onPress: () => {
      marks.onPress()
      panels.setTypography(false)
      extras.setFootnote(null)
    },
    onClick(x, y) {
      if (!aids.onClick(x, y)) marks.onClick(x, y)
    },
    onMargin: aids.onClick,
    onLink,
    onJump: extras.onJump,
    onPicture: extras.openPicture,
    onCopy: () => (frame && selection ? frame.map.textOf(selection).trim() : undefined),
    onKey: (event) => places.onKey(event) || keyboard.onKey(event) || caret.onKey(event) || aids.onKey(event),
    onMenuKey() {
      const first = toolbar.current?.querySelector('button')
      first?.focus()
      return first != null
    },
    isOnHighlight: marks.onHover,
    onBeforeKey: marks.catchUp
  })
  useTarget({ frame, target, version, marks, places, find })

  // Focus is in the article from the start: space and arrows scroll, letters are commands.
  useEffect(() => {
    const at = document.activeElement
    if (frame && (at === null || at === document.body || at.tagName === 'MAIN')) frame.window.focus()
  }, [frame])

  const notesShown = marks.hasNotes && settings.marginNotes === 'auto'
  useNotesBeside(frame, notesShown, settings)

  return {
    article,
    frame,
    setFrame,
    /** True once what stands around the page may be drawn, too. */
    around,
    start,
    focusText,
    toolbar,
    whereabouts,
    find,
    closeFind,
    extras,
    panels,
    originals,
    canBeVertical,
    marks,
    notesShown,
    places,
    aloud,
    printing,
    onLink,
    finish,
    restore,
    readingOn,
    scrolled,
    /** For a screen reader: what the keys have selected, else what was said last. */
    live: keyboard.selecting && selection && frame ? frame.map.textOf(beginningOf(selection, 500)) : spoken
  }
}

/** The beginning of a span: the words of a whole book are not asked for to show a line of them. */
const beginningOf = ({ start, end }: TextSpan, length: number): TextSpan => ({
  start,
  end: Math.min(end, start + length)
})
