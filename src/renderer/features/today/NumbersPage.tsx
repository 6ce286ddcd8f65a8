import { useId, useState } from 'react'
import type { Statistics } from '../../../shared/statistics.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { formatInterval } from '../../lib/format-interval.ts'
import { formatDayNumber, formatNumber, formatPercent, titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAsTimePasses } from '../../lib/use-as-time-passes.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** “2 hours”; less than a minute is none. */
const span = (minutes: number) => formatInterval(minutes < 1 ? minutes : Math.round(minutes), 'long')

/** How long was read, what waits, and what stays: a quiet page that asks for nothing. */
export function NumbersPage(props: { onOpen(articleId: ArticleId): void }) {
  const { data, refetch } = useData('statistics.get', {})
  useAsTimePasses(refetch)
  const { settings, change } = useSettings()
  const forget = useAction('statistics.forget')
  const { show, showError } = useToast()
  const [asking, setAsking] = useState(false)
  if (!data) return <div className="today-page" aria-busy="true" />
  const { waiting, retention } = data
  return (
    <div className="today-page">
      <ReadingTime data={data} isCounting={settings.countReading} onOpen={props.onOpen} />
      <section className="today-part" aria-labelledby="numbers-waiting">
        <h2 id="numbers-waiting">{t('today.numbers.waiting')}</h2>
        <dl className="numbers-facts">
          <Fact name={t('today.numbers.readings')} value={formatNumber(waiting.readings)} />
          <Fact name={t('today.numbers.cards')} value={formatNumber(waiting.cards)} />
          <Fact name={t('today.numbers.later')} value={formatNumber(waiting.later)} />
          <Fact name={t('today.numbers.finished')} value={formatNumber(data.finished)} />
        </dl>
      </section>
      <section className="today-part" aria-labelledby="numbers-kept">
        <h2 id="numbers-kept">{t('today.numbers.kept')}</h2>
        <p className="today-quiet">
          {retention.reviews === 0
            ? t('today.numbers.keptNone')
            : t('today.numbers.keptText', {
                reviews: formatNumber(retention.reviews),
                percent: formatPercent(retention.remembered / retention.reviews),
                desired: formatPercent(retention.desired)
              })}
        </p>
      </section>
      <section className="today-part" aria-labelledby="numbers-privacy">
        <h2 id="numbers-privacy">{t('today.numbers.counting')}</h2>
        <Switch
          label={t('today.numbers.count')}
          checked={settings.countReading}
          onChange={(countReading) => void change({ countReading }).catch(showError)}
        />
        <p className="today-quiet">{t('today.numbers.countText')}</p>
        {data.since === null ? null : (
          <div>
            <Button onClick={() => setAsking(true)}>{t('today.numbers.forget')}</Button>
          </div>
        )}
      </section>
      <ConfirmDialog
        open={asking}
        title={t('today.numbers.forgetAsk')}
        description={t('today.numbers.forgetText')}
        action={t('today.numbers.forgetAction')}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          void forget({}).then(() => show({ message: t('today.numbers.forgotten') }), showError)
        }
      />
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** The last days as grass: the taller a blade, the longer was read. */
function ReadingTime(props: { data: Statistics; isCounting: boolean; onOpen(articleId: ArticleId): void }) {
  const { minutes, today, allMinutes, since, articles } = props.data
  const id = useId()
  const total = minutes.reduce((sum, one) => sum + one, 0)
  const most = Math.max(1, ...minutes)
  const first = today - minutes.length + 1
  const width = 720 / minutes.length
  return (
    <section className="today-part" aria-labelledby={id}>
      <h2 id={id}>{t('today.numbers.time')}</h2>
      <p className="today-quiet">
        {since === null
          ? props.isCounting
            ? t('today.numbers.timeNone')
            : t('today.numbers.timeOff')
          : t('today.numbers.timeText', {
              time: span(total),
              all: span(allMinutes),
              day: formatDayNumber(since, { dateStyle: 'long' })
            })}
      </p>
      {total === 0 ? null : (
        <>
          <svg viewBox="0 0 720 104" aria-hidden="true" className="numbers-time">
            {minutes.map((one, index) => {
              const height = one === 0 ? 2 : 4 + (one / most) * 74
              return (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: days keep their places
                  key={index}
                  data-none={one === 0 || undefined}
                  x={index * width + width * 0.2}
                  y={80 - height}
                  width={width * 0.6}
                  height={height}
                  rx={Math.min(4, width * 0.3)}
                />
              )
            })}
            <text x={0} y={100}>
              {formatDayNumber(first, { day: 'numeric', month: 'short' })}
            </text>
            <text x={720} y={100} textAnchor="end">
              {t('study.picture.today')}
            </text>
          </svg>
          {articles.length > 0 ? (
            <ul className="numbers-articles">
              {articles.map((article) => (
                <li key={article.articleId}>
                  <button
                    type="button"
                    className="words-button"
                    dir="auto"
                    onClick={() => props.onOpen(article.articleId)}
                  >
                    {titleOf(article)}
                  </button>
                  <span>{span(article.minutes)}</span>
                </li>
              ))}
            </ul>
          ) : null}
          <details>
            <summary>{t('study.picture.table')}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('study.picture.day')}</th>
                  <th scope="col">{t('today.numbers.time')}</th>
                </tr>
              </thead>
              <tbody>
                {minutes.map((one, index) =>
                  one > 0 ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: days keep their places
                    <tr key={index}>
                      <td>{formatDayNumber(first + index, { dateStyle: 'medium' })}</td>
                      <td>{span(one)}</td>
                    </tr>
                  ) : null
                )}
              </tbody>
            </table>
          </details>
        </>
      )}
    </section>
  )
}
