import { type FormEvent, useState } from 'react'
import type { Sheet, SheetEntryId } from '../../../shared/study-sheet.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { SavedField } from './SavedField.tsx'

/** What the article leaves open, in the reader's words. Emptied, a question is gone (and comes back with undo). */
export function Questions({ articleId, questions }: { articleId: ArticleId; questions: Sheet['questions'] }) {
  const save = useAction('sheets.saveQuestion')
  const { showError } = useToast()
  const [fresh, setFresh] = useState('')

  const add = (event: FormEvent) => {
    event.preventDefault()
    const body = fresh.trim()
    if (body === '') return
    save({ id: newId<SheetEntryId>(), articleId, body })
      .then(() => setFresh(''))
      .catch(showError)
  }
  return (
    <section className="sheet-section" aria-labelledby="sheet-questions">
      <h3 id="sheet-questions">{t('sheet.questions.title')}</h3>
      <ul>
        {questions.map(({ id, body }, index) => (
          <li key={id} className="sheet-row">
            <SavedField
              label={t('sheet.questions.edit', { at: index + 1 })}
              placeholder={t('sheet.questions.new')}
              value={body}
              save={(next) => save({ id, articleId, body: next })}
            />
          </li>
        ))}
      </ul>
      <form className="sheet-ask" onSubmit={add}>
        <input
          className="sheet-field"
          aria-label={t('sheet.questions.new')}
          placeholder={t('sheet.questions.new')}
          maxLength={20_000}
          dir="auto"
          value={fresh}
          onChange={(event) => setFresh(event.target.value)}
        />
        <Button type="submit" disabled={fresh.trim() === ''}>
          {t('sheet.questions.add')}
        </Button>
      </form>
    </section>
  )
}
