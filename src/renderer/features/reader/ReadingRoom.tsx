import { useMemo } from 'react'
import { minutesLeft } from '../../lib/reading-time.ts'
import { ArticleEnd } from './ArticleEnd.tsx'
import { FoundBar } from './find/FoundBar.tsx'
import { MarkLayer } from './marking/MarkLayer.tsx'
import { GoToPage } from './original/GoToPage.tsx'
import { OriginalPages } from './original/OriginalPages.tsx'
import { PanelBeside } from './PanelBeside.tsx'
import { ArticleFrame } from './page/ArticleFrame.tsx'
import { titleText } from './page/title-span.ts'
import { PageExtrasLayer } from './page-extras/PageExtrasLayer.tsx'
import { ReaderBar } from './ReaderBar.tsx'
import type { RoomProps } from './reader-props.ts'
import { TypographyButton } from './TypographyButton.tsx'
import { useReadingRoom } from './use-reading-room.ts'
import { WorkBars } from './WorkBars.tsx'

/** One version of an article, open: the page and what stands around it. What it does is in use-reading-room.ts. */
export function ReadingRoom(props: RoomProps) {
  const { version, settings, onBack, onOpenArticle } = props
  const room = useReadingRoom(props)
  const { article, frame, whereabouts, find, panels, originals, marks, places, onLink, canBeVertical } = room
  const { offset, progress, goTo } = whereabouts
  const { panel, typography, setTypography } = panels
  const title = article?.title ?? version.title
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
      {room.around ? (
        <ReaderBar
          article={article}
          title={title}
          hidden={room.readingOn && !panel && !typography && !find.found}
          titleShown={room.scrolled}
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
            start={room.start?.offset}
            onFrame={room.setFrame}
            onReflow={whereabouts.keepLine}
          />
          <FoundBar
            version={version}
            title={frame ? titleText(frame.document) : ''}
            find={find}
            onClose={room.closeFind}
          />
          {originals.asking ? (
            <GoToPage
              pages={originals.pages}
              onGo={(page) => {
                originals.stopAsking()
                goTo(page.offset)
              }}
              onClose={originals.stopAsking}
            />
          ) : null}
          <WorkBars
            language={version.language}
            settings={settings}
            aloud={room.aloud}
            line={whereabouts.line}
            places={places}
            canPut={marks.selection !== null}
            printing={room.printing}
            inTrash={article?.trashedAt != null}
            isGone={room.isGone}
            onRestore={room.restore}
          />
          {frame ? (
            <MarkLayer
              frame={frame}
              marks={marks}
              notesShown={room.notesShown}
              toolbar={room.toolbar}
              placing={places.placing && { put: places.putPlacing, stop: places.stop }}
              onLink={onLink}
              onLeave={room.focusText}
            />
          ) : null}
          {frame ? (
            <PageExtrasLayer frame={frame} extras={room.extras} onLink={onLink} onJump={whereabouts.jump} />
          ) : null}
          {frame && article ? (
            <ArticleEnd
              frame={frame}
              state={article.state}
              highlightCount={marks.stored.length}
              articleId={article.id}
              onOpenArticle={onOpenArticle}
              onFinish={room.finish}
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
            onGo={goTo}
            onClose={originals.close}
          />
        ) : null}
        <PanelBeside
          article={article}
          version={version}
          title={title}
          panels={panels}
          whereabouts={whereabouts}
          marks={marks}
          places={places}
          find={find}
          sheet={props.sheet}
          onOpenVersion={props.onOpenVersion}
          onLink={onLink}
        />
      </div>
      {props.strip}
      <p className="visually-hidden" aria-live="polite">
        {room.spoken}
      </p>
    </section>
  )
}
