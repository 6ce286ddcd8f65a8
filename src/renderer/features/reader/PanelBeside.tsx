import type { ReactNode } from 'react'
import type { Article } from '../../../shared/articles.ts'
import type { Highlight } from '../../../shared/highlights.ts'
import type { ReadingVersion } from '../../../shared/reading.ts'
import type { VersionId } from '../../../shared/values.ts'
import type { GoToPlaces } from '../../lib/reader-target.ts'
import type { Find } from './find/use-found.ts'
import type { Marks } from './marking/use-marks.ts'
import { SidePanel } from './panels/SidePanel.tsx'
import type { Panels } from './panels/use-panels.ts'
import type { Whereabouts } from './position/use-whereabouts.ts'
import type { Places } from './versions/use-places.ts'
import { VersionsPanel } from './versions/VersionsPanel.tsx'

/** The panel that is open beside the page, joined to what it tells of and leads to. Nothing when none is. */
export function PanelBeside(props: {
  article: Article | undefined
  version: ReadingVersion
  title: string
  panels: Panels
  whereabouts: Whereabouts
  marks: Marks
  places: Places
  find: Find
  sheet(onGo: GoToPlaces): ReactNode
  onOpenVersion(id: VersionId): void
  onLink(url: string): void
}) {
  const { version, panels, whereabouts, marks, places, find } = props
  if (!panels.panel) return null
  const doubtOf = (highlight: Highlight) => {
    if (places.lost.some(({ highlightId }) => highlightId === highlight.id)) return 'lost'
    const isUnsure = highlight.versionId !== version.id || marks.painter?.isUnsure(highlight)
    return isUnsure ? 'unsure' : undefined
  }
  const openHighlight = (highlight: Highlight) => {
    if (marks.byId(highlight.id)) marks.open(highlight, 'color')
    else places.ask(highlight.id)
  }
  const goToPlaces: GoToPlaces = (occurrences, index, query) =>
    find.openOccurrences({ kind: 'occurrences', occurrences, index, query }, version.textLength)
  return (
    <SidePanel
      name={panels.panel}
      focus={panels.focus}
      article={props.article}
      version={version}
      title={props.title}
      offset={whereabouts.offset}
      highlights={marks.stored}
      chosen={marks.chosen}
      doubtOf={doubtOf}
      versions={
        <VersionsPanel
          articleId={version.articleId}
          places={places}
          hasSelection={marks.selection !== null}
          onOpen={props.onOpenVersion}
        />
      }
      sheet={panels.panel === 'sheet' ? props.sheet(goToPlaces) : null}
      onGo={whereabouts.goTo}
      onOpenHighlight={openHighlight}
      onPanel={panels.setPanel}
      onLink={props.onLink}
      onClose={panels.close}
    />
  )
}
