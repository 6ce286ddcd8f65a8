import { type Grade, gradeNames, grades } from '../../../shared/reviews.ts'
import { formatInterval } from '../../lib/format-interval.ts'
import { t } from '../../lib/messages.ts'
import { Shortcut } from '../../ui/Shortcut.tsx'

/** The four answers, each with when the card would come back. */
export function Grades(props: {
  /** Minutes until then, by grade. */
  intervals: readonly number[]
  onGrade(value: Grade): void
}) {
  const minutes = (value: Grade) => props.intervals[value - 1] ?? 0
  return (
    <fieldset className="grades" aria-label={t('study.session.grades')}>
      {grades.map((value) => (
        <button
          key={value}
          type="button"
          className="grade"
          data-grade={gradeNames[value]}
          aria-label={t('study.session.gradeIn', {
            grade: t(`study.session.grade.${gradeNames[value]}`),
            interval: formatInterval(minutes(value), 'long')
          })}
          aria-keyshortcuts={String(value)}
          onClick={() => props.onGrade(value)}
        >
          <span className="grade-interval">{formatInterval(minutes(value))}</span>
          <span className="grade-name">{t(`study.session.grade.${gradeNames[value]}`)}</span>
          <Shortcut keys={String(value)} />
        </button>
      ))}
    </fieldset>
  )
}
