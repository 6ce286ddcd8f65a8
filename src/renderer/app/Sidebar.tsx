import { LibraryLists } from '../features/library/LibraryLists.tsx'
import { SavedSearchList } from '../features/saved-searches/SavedSearchList.tsx'
import { t } from '../lib/messages.ts'
import { runCommand } from '../lib/use-command.ts'
import { useData } from '../lib/use-data.ts'
import { IconButton } from '../ui/IconButton.tsx'
import {
  BookOpen,
  BookOpenText,
  Command,
  GraduationCap,
  Highlighter,
  PanelLeft,
  Search,
  Settings,
  Sun
} from '../ui/icons.ts'
import { SidebarLink } from '../ui/SidebarLink.tsx'
import { useNavigation } from './navigation.tsx'
import { useSidebar } from './use-sidebar.ts'
import { useWaitingCount } from './use-waiting-count.ts'

/** The places, and the library's lists and tags. Folded, it is a row of icons; in a narrow window it unfolds over the place. */
export function Sidebar() {
  const { place, go } = useNavigation()
  const counts = useData('articles.counts', {}).data
  const waiting = useWaitingCount()
  const { open, over, close } = useSidebar()
  return (
    <>
      {/* Whoever works by keyboard has the button and Escape. */}
      {over ? <div className="sidebar-veil" aria-hidden="true" onPointerDown={close} /> : null}
      <aside
        className="sidebar"
        data-open={open}
        aria-label={t('app.sidebar')}
        onKeyDown={(event) => {
          if (!over || event.key !== 'Escape') return
          event.stopPropagation()
          close()
        }}
      >
        <div className="sidebar-head">
          <span className="sidebar-name">{t('app.name')}</span>
          <IconButton
            label={t('commands.view.sidebar')}
            shortcut="Mod+\"
            aria-expanded={open}
            onClick={() => runCommand('view.sidebar')}
          >
            <PanelLeft aria-hidden="true" className="mirrored" />
          </IconButton>
        </div>
        <nav className="sidebar-places" aria-label={t('app.places')}>
          <SidebarLink
            icon={<Sun aria-hidden="true" />}
            label={t('app.today')}
            current={place.name === 'today'}
            onClick={() => go({ name: 'today' })}
          />
          <SidebarLink
            icon={<BookOpen aria-hidden="true" />}
            label={t('app.library')}
            current={place.name === 'library'}
            onClick={() => go({ name: 'library' })}
          />
          <SidebarLink
            icon={<Highlighter aria-hidden="true" />}
            label={t('app.highlights')}
            count={counts?.highlights}
            current={place.name === 'highlights'}
            onClick={() => go({ name: 'highlights' })}
          />
          <SidebarLink
            icon={<BookOpenText aria-hidden="true" />}
            label={t('app.notebooks')}
            current={place.name === 'notebooks'}
            onClick={() => go({ name: 'notebooks' })}
          />
          <SidebarLink
            icon={<GraduationCap aria-hidden="true" />}
            label={t('app.study')}
            count={waiting}
            current={place.name === 'study'}
            onClick={() => go({ name: 'study' })}
          />
          <SidebarLink
            icon={<Search aria-hidden="true" />}
            label={t('app.search')}
            current={place.name === 'search'}
            onClick={() => go({ name: 'search' })}
          />
        </nav>
        <div className="sidebar-lists">
          <LibraryLists
            list={
              place.name === 'library' && !place.tag && !place.savedSearch ? (place.list ?? 'all') : undefined
            }
            tag={place.name === 'library' ? place.tag : undefined}
            onShow={(list) => go({ name: 'library', list })}
            onShowTag={(tag) => go({ name: 'library', tag })}
          >
            <SavedSearchList
              current={place.name === 'library' ? place.savedSearch : undefined}
              onShow={(savedSearch) => go({ name: 'library', savedSearch })}
            />
          </LibraryLists>
        </div>
        <div className="sidebar-foot">
          <SidebarLink
            icon={<Command aria-hidden="true" />}
            label={t('app.palette')}
            shortcut="Mod+K"
            onClick={() => runCommand('palette.open')}
          />
          <SidebarLink
            icon={<Settings aria-hidden="true" />}
            label={t('app.settings')}
            current={place.name === 'settings'}
            onClick={() => go({ name: 'settings' })}
          />
        </div>
      </aside>
    </>
  )
}
