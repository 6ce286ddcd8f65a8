import type { NotebookId } from '../../../shared/notebooks.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { GatherPanel } from './GatherPanel.tsx'
import { NotebookLinks } from './NotebookLinks.tsx'
import { NotebookOutline } from './NotebookOutline.tsx'
import type { useNotebookLink } from './use-notebook-link.ts'
import type { useSections } from './use-sections.ts'

const panels = ['outline', 'gather', 'links'] as const
export type Panel = (typeof panels)[number]

/** Beside a notebook: its outline, highlights to gather, or what links to it. */
export function NotebookPanel(props: {
  id: NotebookId
  panel: Panel
  sections: Pick<ReturnType<typeof useSections>, 'headings' | 'walking'>
  onPanel(panel: Panel): void
  onPut(markdown: string, highlightId: HighlightId): void
  onLink: ReturnType<typeof useNotebookLink>
}) {
  const { panel, sections } = props
  return (
    <aside className="notebook-panel" aria-label={t('notebooks.panel')}>
      <ChoiceGroup
        label={t('notebooks.panel')}
        labelHidden
        value={panel}
        choices={panels.map((value) => ({ value, label: t(`notebooks.panels.${value}`) }))}
        onChange={(value) => props.onPanel(value)}
      />
      <div className="notebook-panel-body">
        {panel === 'outline' ? (
          <NotebookOutline headings={sections.headings} {...sections.walking} />
        ) : panel === 'gather' ? (
          <GatherPanel onPut={props.onPut} />
        ) : (
          <NotebookLinks id={props.id} onLink={props.onLink} />
        )}
      </div>
    </aside>
  )
}
