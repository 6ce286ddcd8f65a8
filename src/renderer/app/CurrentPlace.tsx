import { lazy, Suspense, useEffect, useState } from 'react'
import type { LibraryList } from '../../shared/list-question.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { EditDialog } from '../features/library/EditDialog.tsx'
import { Library } from '../features/library/Library.tsx'
import { SaveSearchDialog } from '../features/saved-searches/SaveSearchDialog.tsx'
import { Search } from '../features/search/Search.tsx'
import type { CardTask } from '../features/study/use-card-draft.ts'
import { ReadingStrip } from '../features/today/ReadingStrip.tsx'
import { useData } from '../lib/use-data.ts'
import { useNavigation } from './navigation.tsx'
import { SavedSearchPlace } from './SavedSearchPlace.tsx'

// The first screen needs none of these.
const loadReader = () => import('../features/reader/Reader.tsx')
const loadHighlights = () => import('../features/highlights/Highlights.tsx')
const loadSettings = () => import('../features/settings/SettingsPage.tsx')
const Highlights = lazy(async () => ({ default: (await loadHighlights()).Highlights }))
const SettingsPage = lazy(async () => ({ default: (await loadSettings()).SettingsPage }))
const Reader = lazy(async () => ({ default: (await loadReader()).Reader }))
const StudySheet = lazy(async () => ({
  default: (await import('../features/study-sheet/StudySheet.tsx')).StudySheet
}))
const NamePage = lazy(async () => ({
  default: (await import('../features/study-sheet/NamePage.tsx')).NamePage
}))

const Today = lazy(async () => ({ default: (await import('../features/today/Today.tsx')).Today }))
const Notebooks = lazy(async () => ({
  default: (await import('../features/notebooks/Notebooks.tsx')).Notebooks
}))
const NotebookPage = lazy(async () => ({
  default: (await import('../features/notebooks/NotebookPage.tsx')).NotebookPage
}))
const AddToNotebook = lazy(async () => ({
  default: (await import('../features/notebooks/AddToNotebook.tsx')).AddToNotebook
}))
const Study = lazy(async () => ({ default: (await import('../features/study/Study.tsx')).Study }))
const Corrections = lazy(async () => ({
  default: (await import('../features/corrections/Corrections.tsx')).Corrections
}))
const CardEditor = lazy(async () => ({
  default: (await import('../features/study/CardEditor.tsx')).CardEditor
}))

export function CurrentPlace() {
  const { place, go, back } = useNavigation()
  const isGreeting = useData('app.info', {}).data?.isGreeting ?? false
  const [saving, setSaving] = useState<string | null>(null)
  const [editing, setEditing] = useState<ArticleId | null>(null)
  const [cardTask, setCardTask] = useState<CardTask | null>(null)
  const [gathering, setGathering] = useState<HighlightId[] | null>(null)
  const gatherDialog = gathering ? (
    <AddToNotebook
      highlightIds={gathering}
      onClose={() => setGathering(null)}
      onOpen={(id) => go({ name: 'notebooks', id })}
    />
  ) : null
  // Once the first screen is there and nothing else is to do, so that the first article opens like any other.
  useEffect(() => {
    const load = async () => {
      await loadReader()
      await Promise.all([loadHighlights(), loadSettings()])
    }
    const soon = requestIdleCallback(() => void load(), { timeout: 3000 })
    return () => cancelIdleCallback(soon)
  }, [])
  switch (place.name) {
    case 'library': {
      const leads = {
        visit: place,
        onShow: (list: LibraryList) => go({ name: 'library', list }),
        onShowTag: (tag: string) => go({ name: 'library', tag }),
        onOpenArticle: (articleId: ArticleId) => go({ name: 'reader', articleId }),
        onSearch: (query: string) => go({ name: 'search', query })
      }
      return place.savedSearch ? (
        <SavedSearchPlace key={place.savedSearch} id={place.savedSearch} {...leads} />
      ) : (
        <Library
          key={`${place.list ?? 'all'} ${place.tag ?? ''}`}
          list={place.list ?? 'all'}
          tag={place.tag}
          isFilling={isGreeting}
          {...leads}
        />
      )
    }
    case 'reader':
      return (
        <Suspense>
          <Reader
            key={place.articleId}
            onMakeCard={(source) => setCardTask({ kind: 'words', source })}
            onPictureCard={() => setCardTask({ kind: 'pictures', articleId: place.articleId })}
            articleId={place.articleId}
            {...(place.target ? { target: place.target } : {})}
            strip={
              <ReadingStrip
                key={place.articleId}
                articleId={place.articleId}
                session={place.session ?? false}
                onNext={(articleId) =>
                  articleId ? go({ name: 'reader', articleId, session: true }) : back()
                }
                onOpen={(articleId, target) =>
                  go({ name: 'reader', articleId, ...(target ? { target } : {}) })
                }
              />
            }
            onBack={back}
            onOpenArticle={(articleId, highlightId) =>
              go({
                name: 'reader',
                articleId,
                ...(highlightId ? { target: { kind: 'highlight', highlightId } } : {})
              })
            }
            onOpenNotebook={(id) => go({ name: 'notebooks', id })}
            onGather={(id) => setGathering([id])}
            onSearch={(query) => go({ name: 'search', query })}
            sheet={(onGo) => (
              <StudySheet
                key={place.articleId}
                articleId={place.articleId}
                onGo={onGo}
                onShowName={(kind, label) => go({ name: 'mentions', kind, label })}
              />
            )}
          />
          <Corrections
            key={`corrections ${place.articleId}`}
            articleId={place.articleId}
            onEdit={() => setEditing(place.articleId)}
          />
          {editing ? <EditDialog articleId={editing} onClose={() => setEditing(null)} /> : null}
          {cardTask ? <CardEditor task={cardTask} onClose={() => setCardTask(null)} /> : null}
          {gatherDialog}
        </Suspense>
      )
    case 'highlights':
      return (
        <Suspense>
          <Highlights
            onGather={setGathering}
            onOpen={(articleId, target) => go({ name: 'reader', articleId, ...(target ? { target } : {}) })}
          />
          {gatherDialog}
        </Suspense>
      )
    case 'mentions':
      return (
        <Suspense>
          <NamePage
            key={`${place.kind} ${place.label}`}
            kind={place.kind}
            name={place.label}
            onBack={back}
            onOpen={(articleId, target) => go({ name: 'reader', articleId, target })}
          />
        </Suspense>
      )
    case 'search':
      return (
        <>
          <Search
            query={place.query ?? ''}
            visit={place}
            onBack={back}
            onSave={setSaving}
            onQuery={(query) => go({ name: 'search', query })}
            onOpenNotebook={(id) => go({ name: 'notebooks', id })}
            onOpen={(articleId, target) => go({ name: 'reader', articleId, ...(target ? { target } : {}) })}
          />
          {saving ? <SaveSearchDialog query={saving} onClose={() => setSaving(null)} /> : null}
        </>
      )
    case 'notebooks':
      return (
        <Suspense>
          {place.id ? (
            <NotebookPage
              key={place.id}
              id={place.id}
              fresh={place.fresh ?? false}
              onBack={() => go({ name: 'notebooks' })}
              onOpenNotebook={(id) => go({ name: 'notebooks', id })}
              onOpen={(articleId, target) => go({ name: 'reader', articleId, ...(target ? { target } : {}) })}
            />
          ) : (
            <Notebooks onOpen={(id) => go({ name: 'notebooks', id })} />
          )}
        </Suspense>
      )
    case 'today':
      return (
        <Suspense>
          <Today
            view={place.view ?? 'today'}
            onView={(view) => go({ name: 'today', view })}
            onRead={(articleId) => go({ name: 'reader', articleId, session: true })}
            onCards={() => go({ name: 'study', view: 'session' })}
            onOpen={(articleId, highlightId) =>
              go({
                name: 'reader',
                articleId,
                ...(highlightId ? { target: { kind: 'highlight', highlightId } } : {})
              })
            }
          />
        </Suspense>
      )
    case 'study':
      return (
        <Suspense>
          <Study
            view={place.view ?? 'today'}
            onView={(view) => go({ name: 'study', view })}
            onOpen={(articleId, target) => go({ name: 'reader', articleId, ...(target ? { target } : {}) })}
          />
        </Suspense>
      )
    case 'settings':
      return (
        <Suspense>
          <SettingsPage
            section={place.section ?? 'reading'}
            onSection={(section) => go({ name: 'settings', section })}
            onBack={back}
          />
        </Suspense>
      )
  }
}
