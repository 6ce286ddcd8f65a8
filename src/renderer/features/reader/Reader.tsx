import { useCallback, useEffect, useState } from 'react'
import type { VersionId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ReadingRoom } from './ReadingRoom.tsx'
import type { ReaderProps } from './reader-props.ts'
import { pageOf, useShownVersion } from './use-shown-version.ts'
import { OldVersionRoom } from './versions/OldVersionRoom.tsx'
import './page-extras/page-extras.css'
import './page-bars.css'
import './work-bars.css'
import './reader.css'
import './reader-bar.css'
import './marking/marking.css'
import './find/find.css'
import './links/links.css'
import './panels/panels.css'
import './typography.css'
import './versions/versions.css'

/** After this long the page is on its way, ms. */
const FIRST_THE_PAGE = 400

/** The reader: an article, its highlights and notes, and everything done with them. */
export function Reader(props: ReaderProps) {
  const { articleId } = props
  const opened = useData('reading.open', { articleId })
  const shown = useShownVersion(opened.data)
  const { data: settings } = useData('settings.get', {})
  const [oldId, setOldId] = useState<VersionId | null>(null)
  const noteOpened = useAction('reading.opened')
  const readId = opened.data?.version.articleId

  useEffect(() => {
    if (!readId) return
    let told = false
    const tell = () => {
      if (told) return
      told = true
      // That it was opened is for the library's order; reading goes on without it, as on a read-only disk.
      void noteOpened({ articleId: readId }).catch(() => {})
    }
    // Main writes to the disk then, and has the page to send first.
    const timer = setTimeout(tell, FIRST_THE_PAGE)
    return () => {
      clearTimeout(timer)
      tell()
    }
  }, [readId, noteOpened])

  // Another article has versions of its own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the article is what it closes for
  useEffect(() => setOldId(null), [articleId])
  const closeOld = useCallback(() => setOldId(null), [])

  if (opened.error && !opened.data) {
    return (
      <section className="reader reader-message" role="alert">
        <p>{opened.error.message || t('reader.missing')}</p>
        <Button onClick={props.onBack}>{t('reader.bar.back')}</Button>
      </section>
    )
  }
  if (!shown || !settings) {
    return <section className="reader reader-message" aria-busy="true" aria-label={t('reader.loading')} />
  }
  return (
    <>
      {oldId ? (
        <OldVersionRoom
          key={oldId}
          versionId={oldId}
          settings={settings}
          onOpenArticle={props.onOpenArticle}
          onOpenNotebook={props.onOpenNotebook}
          onClose={closeOld}
        />
      ) : (
        <ReadingRoom
          key={pageOf(shown.version)}
          {...props}
          version={shown.version}
          position={shown.position}
          settings={settings}
          onOpenVersion={setOldId}
        />
      )}
    </>
  )
}
