import { useState } from 'react'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { EditDialog } from '../features/library/EditDialog.tsx'
import type { CardTask } from '../features/study/use-card-draft.ts'
import { ReadingStrip } from '../features/today/ReadingStrip.tsx'
import { type Place, readerPlace } from '../lib/places.ts'
import { useCommand } from '../lib/use-command.ts'
import { AddToNotebook, CardEditor, Corrections, Reader, StudySheet } from './lazy-features.ts'
import { useNavigation } from './navigation.tsx'

/** An article that is read, with what is made of it: cards, corrections, a place in a notebook. */
export function ReaderPlace({ place }: { place: Extract<Place, { name: 'reader' }> }) {
  const { articleId, target } = place
  const { go, back } = useNavigation()
  useCommand('reader.studyCards', () =>
    go({ name: 'study', view: 'session', only: { status: 'all', articleId } })
  )
  const [editing, setEditing] = useState<ArticleId | null>(null)
  const [cardTask, setCardTask] = useState<CardTask | null>(null)
  const [gathering, setGathering] = useState<HighlightId | null>(null)
  return (
    <>
      <Reader
        key={articleId}
        articleId={articleId}
        {...(target ? { target } : {})}
        strip={
          <ReadingStrip
            key={articleId}
            articleId={articleId}
            session={place.session ?? false}
            onNext={(next) => (next ? go({ ...readerPlace(next), session: true }) : back())}
            onOpen={(article, passage) => go(readerPlace(article, passage))}
          />
        }
        sheet={(onGo) => (
          <StudySheet
            key={articleId}
            articleId={articleId}
            onGo={onGo}
            onShowName={(kind, label) => go({ name: 'mentions', kind, label })}
          />
        )}
        onBack={back}
        onOpenArticle={(article, highlightId) =>
          go(readerPlace(article, highlightId && { kind: 'highlight', highlightId }))
        }
        onOpenNotebook={(id) => go({ name: 'notebooks', id })}
        onSearch={(query) => go({ name: 'search', query })}
        onGather={setGathering}
        onMakeCard={(source, words) => setCardTask({ kind: 'words', source, words })}
        onPictureCard={() => setCardTask({ kind: 'pictures', articleId })}
      />
      <Corrections
        key={`corrections ${articleId}`}
        articleId={articleId}
        onEdit={() => setEditing(articleId)}
      />
      {editing ? <EditDialog articleId={editing} onClose={() => setEditing(null)} /> : null}
      {cardTask ? <CardEditor task={cardTask} onClose={() => setCardTask(null)} /> : null}
      {gathering ? (
        <AddToNotebook
          highlightIds={[gathering]}
          onClose={() => setGathering(null)}
          onOpen={(id) => go({ name: 'notebooks', id })}
        />
      ) : null}
    </>
  )
}
