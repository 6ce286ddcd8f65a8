import type { CardId } from '../../../shared/cards.ts'
import { gradeNames, type CardHistory as History } from '../../../shared/reviews.ts'
import { formatInterval } from '../../lib/format-interval.ts'
import { formatDayAndTime, formatPercent } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'

/** What was answered to a card so far, unfolded when one asks for it; nothing for one that was never asked. */
export function CardHistory({ cardId }: { cardId: CardId }) {
  const { data } = useData('reviews.ofCard', { cardId })
  if (!data || data.total === 0) return null
  const { total, answers, chance } = data
  const columns = [
    t('study.history.day'),
    t('study.history.stood'),
    t('study.history.answer'),
    t('study.history.after')
  ]
  return (
    <details className="card-history">
      <summary>{t('study.history.title', { count: total })}</summary>
      {chance === null ? null : <p>{t('study.history.chance', { percent: formatPercent(chance) })}</p>}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <tr key={answer.id}>
              <td>{formatDayAndTime(answer.reviewedAt)}</td>
              <td>{stoodAs(answer)}</td>
              <td>{t(`study.session.grade.${gradeNames[answer.grade]}`)}</td>
              <td>{formatInterval(answer.interval)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > answers.length ? <p>{t('study.history.earlier', { count: total - answers.length })}</p> : null}
    </details>
  )
}

function stoodAs({ state }: History['answers'][number]): string {
  if (state === 'new') return t('study.list.new')
  return state === 'review' ? t('study.history.known') : t('study.list.learning')
}
