import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Highlight } from '../../../shared/highlights.ts'
import type { ReadingPosition, ReadingVersion } from '../../../shared/reading.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Popover } from '../../ui/Popover.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { ArticleEnd } from './ArticleEnd.tsx'
import { ArticleFrame } from './ArticleFrame.tsx'
import { FindBar } from './FindBar.tsx'
import { HighlightPopover } from './HighlightPopover.tsx'
import { MarginNotes } from './MarginNotes.tsx'
import { OccurrenceBar } from './OccurrenceBar.tsx'
import { type PanelName, ReaderBar } from './ReaderBar.tsx'
import { READING_LINE, type ReadingFrame } from './reading-frame.ts'
import { SelectionToolbar } from './SelectionToolbar.tsx'
import { SidePanel } from './SidePanel.tsx'
import { TypographyPanel } from './TypographyPanel.tsx'
import { useChosenHighlight } from './use-chosen-highlight.ts'
import { useFound } from './use-found.ts'
import { useFrameEvents } from './use-frame-events.ts'
import { useHighlightWork } from './use-highlight-work.ts'
import { useKeyboardSelecting } from './use-keyboard-selecting.ts'
import { highlightsAtPoint, usePainter } from './use-painter.ts'
import { type ReaderActions, useReaderCommands } from './use-reader-commands.ts'
import { useReadingPosition } from './use-reading-position.ts'
import { useSelection } from './use-selection.ts'

/** Words a minute, for the time left: the mean silent reading rate of English non-fiction (Brysbaert 2019). */
const WORDS_A_MINUTE = 238
const none: readonly Highlight[] = []

/** One version of an article, open. */
export function ReadingRoom(props: {
  articleId: ArticleId
  target?: ReaderTarget
  version: ReadingVersion
  position: ReadingPosition | null
  settings: Settings
  onBack(): void
  onSearch(text: string): void
}) {
  const { articleId, target, version, settings } = props
  const { data: article } = useData('articles.get', { articleId })
  const { data: stored = none } = useData('highlights.listByArticle', { articleId })
  const { highlights, byId, chosen, setChosen, popover, setPopover, setFresh } = useChosenHighlight(
    stored,
    version.id
  )
  const setSettings = useAction('settings.set')
  const setColor = useAction('highlights.setColor')
  const setState = useAction('articles.setState')
  const openLink = useAction('app.openLink')
  const copy = useAction('app.copy')
  const { show, showError } = useToast()

  const [frame, setFrame] = useState<ReadingFrame | null>(null)
  const [panel, setPanel] = useState<PanelName | null>(null)
  const [panelFocus, setPanelFocus] = useState<'note' | 'tags'>('note')
  const [typography, setTypography] = useState(false)
  const [spoken, setSpoken] = useState('')
  const [jumpedFrom, setJumpedFrom] = useState<readonly number[]>([])
  const toolbar = useRef<HTMLDivElement>(null)

  const { offset, progress, keepLine } = useReadingPosition({
    frame,
    articleId,
    versionId: version.id,
    textLength: version.textLength,
    start: target || props.position?.versionId !== version.id ? undefined : (props.position ?? undefined)
  })
  const { selection, settled, clear } = useSelection(frame)
  const find = useFound(frame)
  const { painter, painted } = usePainter(frame, {
    highlights,
    chosen: popover?.id ?? chosen,
    found: find.spans,
    current: find.current
  })
  const keyboard = useKeyboardSelecting(frame, version.language)

  const focusText = useCallback(() => frame?.window.focus(), [frame])
  const onLink = useCallback((url: string) => void openLink({ url }).catch(showError), [openLink, showError])
  const goTo = useCallback(
    (place: number) => {
      if (!frame) return
      setJumpedFrom((before) => [...before.slice(-20), offset])
      void frame.bringTo(place, READING_LINE + 24)
      focusText()
    },
    [frame, offset, focusText]
  )

  const { open, mark, markAndOpen, remove, resizable, resize, walkHighlights } = useHighlightWork({
    frame,
    painter,
    articleId,
    versionId: version.id,
    stored,
    highlights,
    chosen,
    selection,
    offset,
    lastColor: settings.lastColor,
    setChosen,
    setPopover,
    setFresh,
    setSpoken,
    clear,
    stopSelecting: keyboard.stop,
    focusText
  })

  const copySelection = useCallback(() => {
    if (!frame || !selection) return
    copy({ text: frame.map.textOf(selection).trim().toWellFormed() })
      .then(() => show({ message: t('reader.copied') }))
      .catch(showError)
  }, [frame, selection, copy, show, showError])

  const finish = useCallback(() => {
    if (!article) return
    const finished = article.state !== 'finished'
    setState({ articleIds: [articleId], state: finished ? 'finished' : 'reading' })
      .then(() => show({ message: finished ? t('reader.live.finished') : t('reader.live.notFinished') }))
      .catch(showError)
  }, [article, articleId, setState, show, showError])

  const togglePanel = useCallback(
    (name: PanelName, focus: 'note' | 'tags' = 'note') => {
      setPanelFocus(focus)
      setPanel((before) => (before === name && (name !== 'article' || focus === panelFocus) ? null : name))
    },
    [panelFocus]
  )
  const closePanel = useCallback(() => {
    setPanel(null)
    focusText()
  }, [focusText])
  const closeFind = useCallback(() => {
    find.close()
    focusText()
  }, [find.close, focusText])

  const back = useCallback(() => {
    if (keyboard.selecting || selection) {
      keyboard.stop()
      clear()
    } else if (popover) setPopover(null)
    else if (find.found) closeFind()
    else if (panel) closePanel()
    else if (chosen) setChosen(undefined)
    else if (jumpedFrom.length > 0) {
      void frame?.bringTo(jumpedFrom.at(-1)!, READING_LINE)
      setJumpedFrom((before) => before.slice(0, -1))
    } else props.onBack()
  }, [
    keyboard,
    selection,
    clear,
    popover,
    find.found,
    closeFind,
    panel,
    closePanel,
    chosen,
    jumpedFrom,
    frame,
    props.onBack,
    setPopover,
    setChosen
  ])

  const actions: ReaderActions = {
    color(color) {
      if (selection) void mark(color)
      else if (chosen) setColor({ highlightIds: [chosen], color }).catch(showError)
    },
    note() {
      // Where a search led, n goes on to the next place, unless there is something to write a note on.
      if (!selection && !chosen && find.found) find.step(1)
      else void markAndOpen('note')
    },
    tag: () => void markAndOpen('tags'),
    copy: copySelection,
    search: () =>
      frame &&
      selection &&
      props.onSearch(frame.map.textOf(selection).replace(/\s+/gu, ' ').trim().slice(0, 300)),
    resize,
    select() {
      if (keyboard.start(selection)) setSpoken(t('reader.live.selecting'))
    },
    walk: walkHighlights,
    openChosen() {
      const highlight = byId(chosen)
      if (highlight) open(highlight, 'color')
    },
    deleteChosen() {
      const highlight = byId(popover?.id ?? chosen)
      if (highlight) remove(highlight)
    },
    find: () => find.openFind(selection && frame ? frame.map.textOf(selection).slice(0, 100) : ''),
    findStep: find.step,
    articleNote() {
      if (find.found && !selection) find.step(-1)
      else togglePanel('article', 'note')
    },
    articleTags: () => togglePanel('article', 'tags'),
    panel: togglePanel,
    typography: () => setTypography((before) => !before),
    size(by) {
      const fontSize = Math.min(40, Math.max(12, settings.fontSize + by))
      void setSettings({ fontSize }).catch(showError)
    },
    finish,
    back
  }
  useReaderCommands(actions, {
    article,
    articleId,
    hasSelection: selection !== null,
    hasChosen: chosen !== undefined,
    canResize: resizable !== undefined,
    hasFound: find.spans.length > 0,
    onTrashed: props.onBack
  })

  const { moved, readingOn, scrolled } = useFrameEvents(frame, {
    onPress: () => {
      setPopover(null)
      setTypography(false)
      if (keyboard.selecting) keyboard.stop()
    },
    onClick(x, y) {
      const here = frame && painter ? highlightsAtPoint(frame, painter, x, y) : []
      if (here[0]) open(here[0], 'color', here)
      else setChosen(undefined)
    },
    onLink,
    onJump(name) {
      const place = frame?.document.getElementById(name)
      const to = place && frame?.map.offsetOf({ node: place, offset: 0 }, 'after')
      if (to != null) goTo(to)
    },
    onCopy: () => (frame && selection ? frame.map.textOf(selection).trim() : undefined),
    onKey(event) {
      if (keyboard.onKey(event)) return true
      if (event.key !== 'End' || event.shiftKey || event.altKey) return false
      void frame?.goToEnd()
      return true
    },
    onMenuKey() {
      const first = toolbar.current?.querySelector('button')
      first?.focus()
      return first != null
    },
    isOnHighlight: (x, y) =>
      frame !== null && painter !== null && highlightsAtPoint(frame, painter, x, y).length > 0
  })

  // What a target leads to, once the page is there.
  const reached = useRef<ReaderTarget | undefined>(undefined)
  useEffect(() => {
    if (!frame || !painter || !target || reached.current === target) return
    if (target.kind === 'occurrences') {
      reached.current = target
      find.openOccurrences(target, version.textLength)
      return
    }
    const highlight = byId(target.highlightId)
    if (!highlight) return
    reached.current = target
    setChosen(highlight.id)
    void frame.reveal(highlight)
  }, [frame, painter, target, find.openOccurrences, version.textLength, byId, setChosen])

  // Focus is in the article from the start: space and arrows scroll, letters are commands.
  useEffect(() => {
    if (frame && (document.activeElement === document.body || document.activeElement === null))
      frame.window.focus()
  }, [frame])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `painted` says that other highlights are near now
  const near = useMemo(
    () => painter?.nearHighlights().filter((h) => h.note !== '' || h.tags.length > 0) ?? [],
    [painter, painted]
  )
  const hasNotes = useMemo(() => highlights.some((h) => h.note !== '' || h.tags.length > 0), [highlights])
  const notesShown = hasNotes && settings.marginNotes === 'auto'
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` says that widths may have changed
  useEffect(() => {
    if (!frame) return
    const root = frame.document.documentElement
    const column = frame.document.querySelector('main')!.getBoundingClientRect().width
    // As in reading.css: the notes' width, their gap, and the edges.
    const room = frame.window.innerWidth - column >= settings.fontSize * (15 + 2.5 + 1.25) + 48
    const notes = notesShown && room ? 'beside' : 'elsewhere'
    if (root.dataset.notes !== notes) root.dataset.notes = notes
  }, [frame, notesShown, settings.fontSize, settings.measure, moved])

  const opened = byId(popover?.id)
  const minutesLeft = Math.round((version.wordCount * (1 - progress)) / WORDS_A_MINUTE)
  const title = article?.title ?? version.title

  return (
    <section className="reader" aria-label={title} data-panel={panel ?? undefined}>
      <ReaderBar
        article={article}
        title={title}
        hidden={readingOn && !panel && !typography && !find.found}
        titleShown={scrolled}
        progress={progress}
        minutesLeft={minutesLeft}
        panel={panel}
        onPanel={togglePanel}
        onBack={props.onBack}
        typography={
          <Popover
            title={t('reader.bar.type')}
            open={typography}
            onOpenChange={setTypography}
            align="end"
            className="typography-popover"
            trigger={
              <button type="button" className="icon-button type-button" aria-label={t('reader.bar.type')}>
                <span aria-hidden="true">{t('reader.bar.typeSign')}</span>
              </button>
            }
          >
            <TypographyPanel
              settings={settings}
              onChange={(change) => void setSettings(change).catch(showError)}
            />
          </Popover>
        }
      />
      <div className="reader-stage">
        <div className="reader-page">
          <ArticleFrame
            versionId={version.id}
            title={title}
            settings={settings}
            onFrame={setFrame}
            onReflow={keepLine}
          />
          {find.found?.from === 'find' ? (
            <FindBar
              version={version}
              query={find.found.query}
              count={find.spans.length}
              current={find.found.index}
              onQuery={find.onQuery}
              onStep={find.step}
              onClose={closeFind}
            />
          ) : find.found ? (
            <OccurrenceBar
              query={find.found.query}
              count={find.spans.length}
              current={find.found.index}
              onStep={find.step}
              onClose={closeFind}
            />
          ) : null}
          {frame && selection && settled && !popover ? (
            <SelectionToolbar
              ref={toolbar}
              frame={frame}
              selection={selection}
              moved={moved}
              canResize={resizable !== undefined}
              onColor={(color) => void mark(color)}
              onResize={resize}
              onNote={() => void markAndOpen('note')}
              onTag={() => void markAndOpen('tags')}
              onCopy={copySelection}
              onSearch={actions.search}
              onLeave={focusText}
            />
          ) : null}
          {frame && notesShown ? (
            <MarginNotes
              frame={frame}
              highlights={near}
              chosen={popover?.id ?? chosen}
              moved={moved}
              onOpen={(highlight) => open(highlight, 'note')}
              onLink={onLink}
            />
          ) : null}
          {frame && article ? (
            <ArticleEnd
              frame={frame}
              state={article.state}
              highlightCount={stored.length}
              onFinish={finish}
              onBack={props.onBack}
            />
          ) : null}
        </div>
        {panel ? (
          <SidePanel
            name={panel}
            focus={panelFocus}
            article={article}
            version={version}
            title={title}
            offset={offset}
            highlights={stored}
            chosen={chosen}
            isUnsure={(h) => h.versionId !== version.id || (painter?.isUnsure(h) ?? false)}
            onGo={goTo}
            onOpenHighlight={(highlight) => {
              if (byId(highlight.id)) open(highlight, 'color')
            }}
            onPanel={setPanel}
            onLink={onLink}
            onClose={closePanel}
          />
        ) : null}
      </div>
      {frame && popover && opened ? (
        <HighlightPopover
          frame={frame}
          highlight={opened}
          others={popover.at.flatMap((id) => byId(id) ?? [])}
          focus={popover.focus}
          moved={moved}
          onSwitch={(highlight) => {
            setChosen(highlight.id)
            setPopover({ ...popover, id: highlight.id, focus: 'color' })
          }}
          onDelete={remove}
          onClose={() => {
            setPopover(null)
            focusText()
          }}
        />
      ) : null}
      <p className="visually-hidden" aria-live="polite">
        {keyboard.selecting && selection && frame ? frame.map.textOf(selection).slice(0, 500) : spoken}
      </p>
    </section>
  )
}
