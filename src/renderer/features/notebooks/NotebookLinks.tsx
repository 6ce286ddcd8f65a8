import type { NotebookId } from '../../../shared/notebooks.ts'
import { t } from '../../lib/messages.ts'
import { BacklinkList } from '../../lib/notes/BacklinkList.tsx'
import { useData } from '../../lib/use-data.ts'

/** The notes and notebooks that link to this one. */
export function NotebookLinks(props: { id: NotebookId; onLink(url: string): void }) {
  const { data } = useData('links.listTo', { kind: 'notebook', id: props.id })
  if (!data) return null
  if (data.total === 0) return <p className="panel-empty">{t('notebooks.noLinks')}</p>
  return <BacklinkList {...data} onLink={props.onLink} />
}
