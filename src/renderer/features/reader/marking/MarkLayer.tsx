import type { Ref } from 'react'
import { MarginNotes } from '../notes-beside/MarginNotes.tsx'
import { NoteSigns } from '../notes-beside/NoteSigns.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { useMoved } from '../page/use-moved.ts'
import { HighlightHandles } from './HighlightHandles.tsx'
import { HighlightPopover } from './HighlightPopover.tsx'
import { type Placing, PlacingTools } from './PlacingTools.tsx'
import { SelectionToolbar } from './SelectionToolbar.tsx'
import type { Marks } from './use-marks.ts'

/** What stands over and beside the page for marking: the tools of a selection, notes, an open highlight. */
export function MarkLayer(props: {
  frame: ReadingFrame
  marks: Marks
  notesShown: boolean
  toolbar: Ref<HTMLDivElement>
  /** A highlight waits for words to be put on. */
  placing: Placing | undefined
  onLink(url: string): void
  onLeave(): void
}) {
  const { frame, marks } = props
  const moved = useMoved(frame)
  const { selection, popover, chosen, actions } = marks
  const { opened } = marks
  const focused = marks.byId(popover?.id ?? chosen)
  return (
    <>
      {selection && marks.settled && props.placing ? (
        <PlacingTools
          ref={props.toolbar}
          frame={frame}
          selection={selection}
          moved={moved}
          placing={props.placing}
          onLeave={props.onLeave}
        />
      ) : selection && marks.settled && !popover ? (
        <SelectionToolbar
          ref={props.toolbar}
          frame={frame}
          selection={selection}
          moved={moved}
          canResize={marks.resizable !== undefined}
          canSplit={marks.splittable !== undefined}
          onSplit={actions.split}
          onColor={actions.color}
          onResize={actions.resize}
          onNote={actions.note}
          onTag={actions.tag}
          onCard={actions.card}
          onExtract={actions.extract}
          onCopy={actions.copy}
          onSearch={actions.search}
          onLeave={props.onLeave}
        />
      ) : null}
      {focused && !selection ? (
        <HighlightHandles
          frame={frame}
          highlight={focused}
          moved={moved}
          spanOf={marks.spanOf}
          onResize={marks.resizeTo}
        />
      ) : null}
      {props.notesShown ? (
        <>
          <MarginNotes
            frame={frame}
            highlights={marks.near}
            chosen={popover?.id ?? chosen}
            moved={moved}
            onOpen={(highlight) => marks.open(highlight, 'note')}
            onLink={props.onLink}
          />
          <NoteSigns
            frame={frame}
            highlights={marks.near}
            moved={moved}
            onOpen={(highlight, at) => marks.open(highlight, 'note', at)}
          />
        </>
      ) : null}
      {popover && opened ? (
        <HighlightPopover
          frame={frame}
          highlight={opened}
          others={popover.at.flatMap((id) => marks.byId(id) ?? [])}
          asked={popover}
          isGone={marks.isGone}
          moved={moved}
          onSwitch={(highlight) => {
            marks.setChosen(highlight.id)
            marks.setPopover({ ...popover, id: highlight.id, focus: 'color' })
          }}
          canMerge={marks.canMerge}
          onMerge={actions.merge}
          onDelete={marks.remove}
          onCard={actions.card}
          onGather={actions.gather}
          onExtract={actions.extract}
          onLink={props.onLink}
          onClose={marks.leavePopover}
          onGone={marks.leaveGone}
        />
      ) : null}
    </>
  )
}
