import { useState } from 'react'
import { ExportDesk } from '../features/exports/ExportDesk.tsx'
import { HistoryCommands } from '../features/history/HistoryCommands.tsx'
import { ImportDesk } from '../features/imports/ImportDesk.tsx'
import { Notices } from '../features/notices/Notices.tsx'
import { Palette } from '../features/palette/Palette.tsx'
import { AnkiCommands } from '../features/study/AnkiCommands.tsx'
import { t } from '../lib/messages.ts'
import { useCommand } from '../lib/use-command.ts'
import { useData } from '../lib/use-data.ts'
import { useDoneWays } from '../ui/Toast.tsx'
import { CurrentPlace } from './CurrentPlace.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useNavigation } from './navigation.tsx'
import { Sidebar } from './Sidebar.tsx'
import { useAppCommands } from './use-app-commands.ts'
import { useFocusInPlace } from './use-focus-in-place.ts'
import { useFollowedLink } from './use-followed-link.ts'
import { useTheme } from './use-theme.ts'
import { useWindowEvents } from './use-window-events.ts'

/** Everything around the places: sidebar, palette, imports, undo, keyboard. */
export function Shell() {
  const { place, go } = useNavigation()
  const [address, setAddress] = useState<string | null>(null)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const info = useData('app.info', {}).data
  const placeKey = place.name === 'reader' ? place.articleId : place.name
  const list = place.name === 'library' ? (place.savedSearch ?? place.tag ?? place.list ?? 'all') : ''
  const main = useFocusInPlace(`${placeKey} ${list}`, place.name === 'reader')
  useDoneWays(placeKey)
  useTheme()
  useWindowEvents()
  useAppCommands()
  useFollowedLink()
  useCommand('palette.open', () => setPaletteOpen((open) => !open))
  return (
    <div className={`shell shell-${place.name}`}>
      {place.name === 'reader' ? null : <Sidebar />}
      <main className="place" tabIndex={-1} ref={main}>
        <Notices onShowLibrarySettings={() => go({ name: 'settings', section: 'library' })} />
        {info?.readOnly ? <p className="notice">{t('app.readOnly')}</p> : null}
        <ErrorBoundary key={placeKey}>
          <CurrentPlace />
        </ErrorBoundary>
      </main>
      <ImportDesk
        onOpenArticle={(articleId) => go({ name: 'reader', articleId })}
        onShowLibrary={() => go({ name: 'library' })}
        address={address}
        onAddressTaken={() => setAddress(null)}
      />
      <ExportDesk openArticle={place.name === 'reader' ? place.articleId : undefined} />
      <HistoryCommands />
      <AnkiCommands />
      <Palette
        open={paletteOpen}
        onClose={() => setPaletteOpen(false)}
        onOpenArticle={(articleId) => go({ name: 'reader', articleId })}
        onOpenNotebook={(id) => go({ name: 'notebooks', id })}
        onShowTag={(tag) => go({ name: 'library', tag })}
        onShowSavedSearch={(savedSearch) => go({ name: 'library', savedSearch })}
        onSearch={(query) => go({ name: 'search', query })}
        onAddress={setAddress}
      />
    </div>
  )
}
