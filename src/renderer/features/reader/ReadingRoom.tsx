import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TextSpan } from '../../../shared/anchoring/quote.ts'
import type { CardSource } from '../../../shared/cards.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { ReadingPosition, ReadingVersion } from '../../../shared/reading.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../shared/values.ts'
import type { GoToPlaces, ReaderTarget } from '../../lib/reader-target.ts'
import { minutesLeft } from '../../lib/reading-time.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { ArticleEnd } from './ArticleEnd.tsx'
import { useReadingAids } from './aids/use-reading-aids.ts'
import { ReadAloudBar } from './aloud/ReadAloudBar.tsx'
import { useReadAloud } from './aloud/use-read-aloud.ts'
import { useCaret } from './caret/use-caret.ts'
import { FindBar } from './find/FindBar.tsx'
import { OccurrenceBar } from './find/OccurrenceBar.tsx'
import { useFound } from './find/use-found.ts'
import { useLinks } from './links/use-links.ts'
import { MarkLayer } from './marking/MarkLayer.tsx'
import { useMarkCommands } from './marking/use-mark-commands.ts'
import { useMarks } from './marking/use-marks.ts'
import { useNotesBeside } from './notes-beside/use-notes-beside.ts'
import { GoToPage } from './original/GoToPage.tsx'
import { OriginalPages } from './original/OriginalPages.tsx'
import { useOriginalPages } from './original/use-original-pages.ts'
import { PrintingBar } from './PrintingBar.tsx'
import { ArticleFrame } from './page/ArticleFrame.tsx'
import { verticalWriting } from './page/frame-style.ts'
import type { ReadingFrame } from './page/reading-frame.ts'
import { titleText } from './page/title-span.ts'
import { useFrameEvents } from './page/use-frame-events.ts'
import { PageExtrasLayer } from './page-extras/PageExtrasLayer.tsx'
import { usePageExtras } from './page-extras/use-page-extras.ts'
import { SidePanel } from './panels/SidePanel.tsx'
import { usePanels } from './panels/use-panels.ts'
import { ReturnToLine } from './position/ReturnToLine.tsx'
import { useJumps } from './position/use-jumps.ts'
import { useReadingClock } from './position/use-reading-clock.ts'
import { useReadingPosition } from './position/use-reading-position.ts'
import { useReturnToLine } from './position/use-return-to-line.ts'
import { ReaderBar } from './ReaderBar.tsx'
import { TrashBar } from './TrashBar.tsx'
import { TypographyButton } from './TypographyButton.tsx'
import { useArticleCommands } from './use-article-commands.ts'
import { usePageCommands } from './use-page-commands.ts'
import { usePrinting } from './use-printing.ts'
import { useTarget } from './use-target.ts'
import { PlacingBar } from './versions/PlacingBar.tsx'
import { usePlaces } from './versions/use-places.ts'
import { VersionsPanel } from './versions/VersionsPanel.tsx'

/** One version of an article, open: the page and what stands around it. Marking is in use-marks.ts. */
export function ReadingRoom(props: {
  articleId: ArticleId
  target?: ReaderTarget
  version: ReadingVersion
  position: ReadingPosition | null
  settings: Settings
  onBack(): void
  onOpenArticle(id: ArticleId, highlightId?: HighlightId): void
  onOpenNotebook(id: NotebookId): void
  /** Into a notebook. */
  onGather(id: HighlightId): void
  onSearch(text: string): void
  onMakeCard(source: CardSource): void
  onPictureCard(): void
  sheet(onGo: GoToPlaces): ReactNode
  strip: ReactNode
  /** Shows a version that is no longer the article's text. */
  onOpenVersion(id: VersionId): void
}) {
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
  const { offset, progress, keepLine } = useReadingPosition({
    frame,
    articleId,
    versionId: version.id,
    textLength: version.textLength,
    start
  })
  const canBeVertical = verticalWriting(version.language) !== undefined
  const find = useFound(frame)
  const aids = useReadingAids(frame, settings)
  const jumps = useJumps(frame, offset, focusText)
  useReadingClock(frame, articleId, settings.countReading)
  const line = useReturnToLine(frame, offset, target !== undefined)
  const extras = usePageExtras(frame, jumps.jump)
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
    offset,
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
    onGo: jumps.goTo,
    onAsk: panels.showVersions,
    onChoose: panels.giveRoom,
    onPut: marks.letGo
  })
  const caret = useCaret({
    frame,
    language: version.language,
    highlightsAt: (offset) => painter?.highlightsAt(offset) ?? [],
    say: setSpoken
  })

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
    onBack() {
      if (marks.letGo() || caret.stop()) return
      if (places.placing) places.stop()
      else if (find.found) closeFind()
      else if (originals.asking) originals.stopAsking()
      else if (panels.panel) panels.close()
      else if (originals.shown && version.wordCount > 0) originals.close()
      else if (aloud.open) aloud.close()
      else if (!marks.unchoose() && !jumps.goBack()) onBack()
    }
  })
  const aloud = useReadAloud(frame, version)
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

  const title = article?.title ?? version.title
  const { panel, typography, setTypography } = panels
  const typographyButton = useMemo(
    () => (
      <TypographyButton
        settings={settings}
        canBeVertical={canBeVertical}
        language={version.language}
        open={typography}
        onOpenChange={setTypography}
      />
    ),
    [settings, canBeVertical, version.language, typography, setTypography]
  )

  return (
    <section className="reader" aria-label={title} data-panel={panel ?? undefined}>
      {around ? (
        <ReaderBar
          article={article}
          title={title}
          hidden={readingOn && !panel && !typography && !find.found}
          titleShown={scrolled}
          progress={progress}
          minutesLeft={minutesLeft(version, progress)}
          panel={panel}
          onPanel={panels.toggle}
          questions={places.unsure.length + places.lost.length}
          {...(version.hasOriginalPages ? { originals: originals.shown, onOriginals: originals.toggle } : {})}
          onBack={onBack}
          typography={typographyButton}
        />
      ) : null}
      <div className="reader-stage">
        <div className="reader-page">
          <ArticleFrame
            versionId={version.id}
            title={title}
            settings={settings}
            start={start?.offset}
            onFrame={setFrame}
            onReflow={keepLine}
          />
          {find.found?.from === 'find' ? (
            <FindBar
              version={version}
              title={frame ? titleText(frame.document) : ''}
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
          {originals.asking ? (
            <GoToPage
              pages={originals.pages}
              onGo={(page) => {
                originals.stopAsking()
                jumps.goTo(page.offset)
              }}
              onClose={originals.stopAsking}
            />
          ) : null}
          {aloud.open ? <ReadAloudBar aloud={aloud} language={version.language} settings={settings} /> : null}
          {line.offered && !article?.trashedAt && !printing.working && !aloud.open && !places.placing ? (
            <ReturnToLine onReturn={line.goBack} />
          ) : null}
          {places.placing ? (
            <PlacingBar
              words={places.placing.was}
              ready={selection !== null}
              onPut={places.putPlacing}
              onCancel={places.stop}
            />
          ) : null}
          {article?.trashedAt && !printing.working && !places.placing ? (
            <TrashBar onRestore={restore} />
          ) : null}
          {printing.working ? <PrintingBar onCancel={printing.cancel} /> : null}
          {frame ? (
            <MarkLayer
              frame={frame}
              marks={marks}
              notesShown={notesShown}
              toolbar={toolbar}
              onLink={onLink}
              onLeave={focusText}
            />
          ) : null}
          {frame ? (
            <PageExtrasLayer frame={frame} extras={extras} onLink={onLink} onJump={jumps.jump} />
          ) : null}
          {frame && article ? (
            <ArticleEnd
              frame={frame}
              state={article.state}
              highlightCount={marks.stored.length}
              articleId={article.id}
              onOpenArticle={props.onOpenArticle}
              onFinish={finish}
              onBack={onBack}
            />
          ) : null}
        </div>
        {originals.shown ? (
          <OriginalPages
            version={version}
            pages={originals.pages}
            offset={offset}
            highlights={marks.stored}
            onGo={jumps.goTo}
            onClose={originals.close}
          />
        ) : null}
        {panel ? (
          <SidePanel
            name={panel}
            focus={panels.focus}
            article={article}
            version={version}
            title={title}
            offset={offset}
            highlights={marks.stored}
            chosen={marks.chosen}
            doubtOf={(h) =>
              places.lost.some(({ highlightId }) => highlightId === h.id)
                ? 'lost'
                : h.versionId !== version.id || painter?.isUnsure(h)
                  ? 'unsure'
                  : undefined
            }
            versions={
              <VersionsPanel
                articleId={articleId}
                places={places}
                hasSelection={selection !== null}
                onOpen={props.onOpenVersion}
              />
            }
            onGo={jumps.goTo}
            sheet={
              panel === 'sheet'
                ? props.sheet((occurrences, index, query) =>
                    find.openOccurrences(
                      { kind: 'occurrences', occurrences, index, query },
                      version.textLength
                    )
                  )
                : null
            }
            onOpenHighlight={(highlight) => {
              if (marks.byId(highlight.id)) marks.open(highlight, 'color')
              else places.ask(highlight.id)
            }}
            onPanel={panels.setPanel}
            onLink={onLink}
            onClose={panels.close}
          />
        ) : null}
      </div>
      {props.strip}
      <p className="visually-hidden" aria-live="polite">
        {keyboard.selecting && selection && frame ? frame.map.textOf(beginningOf(selection, 500)) : spoken}
      </p>
    </section>
  )
}

/** The beginning of a span: the words of a whole book are not asked for to show a line of them. */
const beginningOf = ({ start, end }: TextSpan, length: number): TextSpan => ({
  start,
  end: Math.min(end, start + length)
})
