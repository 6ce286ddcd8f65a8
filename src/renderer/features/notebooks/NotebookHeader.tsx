import { t } from '../../lib/messages.ts'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ArrowLeft, FileOutput, Trash2 } from '../../ui/icons.ts'
import { NotebookName } from './NotebookName.tsx'

export type NotebookView = 'write' | 'read'

/** The bar over a notebook: back, its name, how it is shown, and what is done with all of it. */
export function NotebookHeader(props: {
  title: string
  /** Its name is to be written first. */
  isUnnamed: boolean
  view: NotebookView
  onBack(): void
  onRename(title: string): void
  /** The name is written. */
  onNamed(): void
  onView(view: NotebookView): void
  onExport(): void
  onDelete(): void
}) {
  return (
    <header className="place-header notebook-header">
      <IconButton label={t('notebooks.back')} shortcut="Escape" onClick={props.onBack}>
        <ArrowLeft aria-hidden="true" className="mirrored" />
      </IconButton>
      <NotebookName
        key={props.title}
        title={props.title}
        focused={props.isUnnamed}
        onRename={props.onRename}
        onDone={props.onNamed}
      />
      <ChoiceGroup
        label={t('notebooks.view')}
        labelHidden
        value={props.view}
        choices={(['write', 'read'] as const).map((value) => ({
          value,
          label: t(`notebooks.views.${value}`)
        }))}
        onChange={props.onView}
      />
      <IconButton label={t('notebooks.export')} onClick={props.onExport}>
        <FileOutput aria-hidden="true" />
      </IconButton>
      <IconButton label={t('notebooks.delete')} onClick={props.onDelete}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </header>
  )
}
