import { useMemo, useState } from 'react'
import type { CardFilter } from '../../../shared/cards.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { StudyView } from '../../lib/places.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Plus } from '../../ui/icons.ts'
import { CardEditor } from './CardEditor.tsx'
import { CardList } from './CardList.tsx'
import { type Dated, DueDialog } from './DueDialog.tsx'
import { ReviewSession } from './ReviewSession.tsx'
import { Today } from './Today.tsx'
import type { CardTask } from './use-card-draft.ts'
import { useCardWork } from './use-card-work.ts'
import './study.css'

/** The study place: what waits today, the session, and all cards. */
export function Study(props: {
  view: StudyView
  /** Which cards a session asks; undefined: those of the day. */
  only: CardFilter | undefined
  /** The same object when one comes back to a visit, another when one goes to it anew. */
  visit: object
  onView(view: StudyView): void
  /** To a session of these cards. */
  onStudy(only: CardFilter): void
  /** To where one was before. */
  onBack(): void
  onOpen(articleId: ArticleId, target?: ReaderTarget): void
}) {
  const { view, onView } = props
  const [task, setTask] = useState<CardTask | null>(null)
  const [dated, setDated] = useState<Dated>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: where to open does not change while one is here
  const onOpen = useMemo(() => props.onOpen, [])
  const work = useCardWork(onOpen)
  const newCard = () => setTask({ kind: 'free' })
  useCommand('study.newCard', newCard, { enabled: view !== 'session' })
  const dialogs = (
    <>
      {task ? <CardEditor task={task} onClose={() => setTask(null)} /> : null}
      {dated ? <DueDialog dated={dated} work={work} onClose={() => setDated(undefined)} /> : null}
    </>
  )
  if (view === 'session') {
    return (
      <div className="study">
        <ReviewSession
          only={props.only}
          work={work}
          onEdit={(card) => setTask({ kind: 'edit', card })}
          onDue={setDated}
          onLeave={props.only ? props.onBack : () => onView('today')}
        />
        {dialogs}
      </div>
    )
  }
  return (
    <div className="study">
      <header className="place-header">
        <div className="place-title">
          <h1>{t('study.title')}</h1>
        </div>
        <ChoiceGroup
          label={t('study.views')}
          labelHidden
          value={view}
          choices={(['today', 'cards'] as const).map((value) => ({ value, label: t(`study.view.${value}`) }))}
          onChange={onView}
        />
        <Button onClick={newCard}>
          <Plus aria-hidden="true" />
          {t('study.today.newCard')}
        </Button>
      </header>
      {view === 'cards' ? (
        <CardList
          visit={props.visit}
          work={work}
          onEdit={(card) => setTask({ kind: 'edit', card })}
          onDue={setDated}
          onNew={newCard}
          onStudy={props.onStudy}
        />
      ) : (
        <Today onStart={() => onView('session')} onNew={newCard} />
      )}
      {dialogs}
    </div>
  )
}
