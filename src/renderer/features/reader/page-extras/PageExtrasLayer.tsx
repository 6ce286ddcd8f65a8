import type { ReadingFrame } from '../page/reading-frame.ts'
import { FootnotePopover } from './FootnotePopover.tsx'
import { ImageViewer } from './ImageViewer.tsx'
import type { PageExtras } from './use-page-extras.ts'

/** The open footnote and the enlarged picture. */
export function PageExtrasLayer(props: {
  frame: ReadingFrame
  extras: PageExtras
  onLink(url: string): void
  onJump(target: string): void
}) {
  const { frame, extras } = props
  return (
    <>
      {extras.footnote && extras.mention ? (
        <FootnotePopover
          frame={frame}
          footnote={extras.footnote}
          mention={extras.mention}
          onLink={props.onLink}
          onJump={extras.onJumpInNote}
          onGo={(target) => {
            extras.dropFootnotes()
            props.onJump(target)
          }}
          onBack={extras.footnoteBefore}
          onClose={extras.closeFootnotes}
        />
      ) : null}
      {extras.viewer ? (
        <ImageViewer
          pictures={extras.viewer.pictures}
          index={extras.viewer.index}
          onIndex={extras.onIndex}
          onClose={extras.closeViewer}
        />
      ) : null}
    </>
  )
}
