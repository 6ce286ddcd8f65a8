import type { LinkTarget } from '../../../../shared/links.ts'
import { t } from '../../../lib/messages.ts'
import { BacklinkList } from '../../../lib/notes/BacklinkList.tsx'
import { useData } from '../../../lib/use-data.ts'

/** The notes that link to something; nothing when there are none. */
export function Backlinks(props: { target: LinkTarget; onLink(url: string): void }) {
  const { kind, id } = props.target
  const { data } = useData('links.listTo', { kind, id })
  if (!data || data.total === 0) return null
  return (
    <section className="backlinks" aria-label={t('links.backlinks')}>
      <h3>{t('links.backlinks')}</h3>
      <BacklinkList {...data} onLink={props.onLink} />
    </section>
  )
}
