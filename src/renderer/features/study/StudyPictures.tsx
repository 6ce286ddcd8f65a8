import { useId } from 'react'
import type { Retention } from '../../../shared/reviews.ts'
import { formatInterval } from '../../lib/format-interval.ts'
import { formatDayNumber, formatNumber, formatPercent } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'

/** What comes, what stays, and how long it lasts: three pictures, each with a sentence and a table. */
export function StudyPictures({ retention }: { retention: Retention }) {
  return (
    <div className="study-pictures">
      <Forecast retention={retention} />
      <Remembered retention={retention} />
      <Strength retention={retention} />
    </div>
  )
}

function Figure(props: {
  title: string
  text: string
  empty: boolean
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  children: React.ReactNode
}) {
  const id = useId()
  return (
    <figure className="study-picture" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{props.title}</h2>
        <p>{props.text}</p>
      </figcaption>
      {props.empty ? null : (
        <>
          {props.children}
          <details>
            <summary>{t('study.picture.table')}</summary>
            <table>
              <thead>
                <tr>
                  {props.columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {props.rows.map((row) => (
                  <tr key={row[0]}>
                    {row.map((cell, index) => (
                      <td key={props.columns[index]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </figure>
  )
}

/** The days ahead as reeds: the taller, the more comes. */
function Forecast({ retention: { forecast, today } }: { retention: Retention }) {
  const total = forecast.reduce((sum, cards) => sum + cards, 0)
  const most = Math.max(1, ...forecast)
  const peak = forecast.indexOf(Math.max(...forecast))
  const width = 360 / forecast.length
  return (
    <Figure
      title={t('study.picture.forecast')}
      text={
        total === 0
          ? t('study.picture.forecastNone')
          : peak === 0
            ? t('study.picture.forecastToday', { count: total })
            : t('study.picture.forecastText', {
                count: total,
                day: formatDayNumber(today + peak, { day: 'numeric', month: 'long' })
              })
      }
      empty={total === 0}
      columns={[t('study.picture.day'), t('study.picture.cardsDue')]}
      rows={forecast.map((cards, index) => [
        index === 0 ? t('study.picture.today') : formatDayNumber(today + index, { dateStyle: 'medium' }),
        formatNumber(cards)
      ])}
    >
      <svg viewBox="0 0 360 132" aria-hidden="true" className="picture-forecast">
        {forecast.map((cards, index) => {
          const height = cards === 0 ? 2 : 8 + (cards / most) * 96
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: days keep their places
              key={index}
              data-today={index === 0 || undefined}
              data-none={cards === 0 || undefined}
              x={index * width + width * 0.18}
              y={110 - height}
              width={width * 0.64}
              height={height}
              rx={width * 0.3}
            />
          )
        })}
        {[0, 7, 14, 21, 28].map((index) => (
          <text
            key={index}
            x={index * width + width / 2}
            y={127}
            textAnchor={index === 0 ? 'start' : 'middle'}
          >
            {index === 0
              ? t('study.picture.today')
              : formatDayNumber(today + index, { day: 'numeric', month: 'short' })}
          </text>
        ))}
      </svg>
    </Figure>
  )
}

/** The weeks behind as lanterns: the higher, the more was remembered; the larger, the more was asked. */
function Remembered({ retention: { weeks, desired } }: { retention: Retention }) {
  const reviews = weeks.reduce((sum, week) => sum + week.reviews, 0)
  const remembered = weeks.reduce((sum, week) => sum + week.remembered, 0)
  const most = Math.max(1, ...weeks.map((week) => week.reviews))
  const asked = weeks.map((week, index) => ({ ...week, index })).filter((week) => week.reviews > 0)
  // Half and less are at the bottom: what happens is between there and all.
  const y = (share: number) => 104 - Math.max(0, (share - 0.5) / 0.5) * 92
  const x = (index: number) => 10 + (index / (weeks.length - 1)) * 340
  return (
    <Figure
      title={t('study.picture.retention')}
      text={
        reviews === 0
          ? t('study.picture.retentionNone')
          : t('study.picture.retentionText', {
              reviews: formatNumber(reviews),
              percent: formatPercent(remembered / reviews),
              desired: formatPercent(desired)
            })
      }
      empty={reviews === 0}
      columns={[t('study.picture.week'), t('study.picture.answers'), t('study.picture.remembered')]}
      rows={asked.map((week) => [
        formatDayNumber(week.firstDay, { dateStyle: 'medium' }),
        formatNumber(week.reviews),
        formatPercent(week.remembered / week.reviews)
      ])}
    >
      <svg viewBox="0 0 360 132" aria-hidden="true" className="picture-retention">
        <line x1={0} x2={360} y1={y(desired)} y2={y(desired)} />
        <text x={358} y={y(desired) + 26} textAnchor="end">
          {`${t('study.picture.desired')} ${formatPercent(desired)}`}
        </text>
        <polyline
          points={asked.map((week) => `${x(week.index)},${y(week.remembered / week.reviews)}`).join(' ')}
        />
        {asked.map((week) => (
          <circle
            key={week.index}
            cx={x(week.index)}
            cy={y(week.remembered / week.reviews)}
            r={1.5 + Math.sqrt(week.reviews / most) * 4}
          />
        ))}
        {[0, 9, 17].map((index) => (
          <text key={index} x={x(index)} y={127} textAnchor={index === 0 ? 'start' : 'middle'}>
            {formatDayNumber(weeks[index]!.firstDay, { month: 'short', day: 'numeric' })}
          </text>
        ))}
        <text x={358} y={127} textAnchor="end">
          {t('study.picture.today')}
        </text>
      </svg>
    </Figure>
  )
}

/** All learned cards as one hill, from a day on the left to years on the right. */
function Strength({ retention: { strength } }: { retention: Retention }) {
  const cards = strength.reduce((sum, one) => sum + one.cards, 0)
  const lasting = strength.filter((one) => one.fromDays >= 30).reduce((sum, one) => sum + one.cards, 0)
  const most = Math.max(1, ...strength.map((one) => one.cards))
  const x = (index: number) => 18 + (index / (strength.length - 1)) * 324
  const points = strength.map((one, index) => [x(index), 106 - (one.cards / most) * 92] as const)
  const hill = points
    .map(([px, py], index) => {
      if (index === 0) return `M ${px} ${py}`
      const [bx, by] = points[index - 1]!
      const middle = (bx + px) / 2
      return `C ${middle} ${by} ${middle} ${py} ${px} ${py}`
    })
    .join(' ')
  const named = (index: number) => formatInterval(strength[index]!.fromDays * 1440)
  return (
    <Figure
      title={t('study.picture.strength')}
      text={
        cards === 0
          ? t('study.picture.strengthNone')
          : t('study.picture.strengthText', { weeks: formatNumber(lasting), cards: formatNumber(cards) })
      }
      empty={cards === 0}
      columns={[t('study.picture.lasting'), t('study.picture.cards')]}
      rows={strength.map((one, index) => [
        index + 1 < strength.length
          ? t('study.picture.upTo', {
              interval: formatInterval(strength[index + 1]!.fromDays * 1440, 'long')
            })
          : t('study.picture.atLeast', { interval: formatInterval(one.fromDays * 1440, 'long') }),
        formatNumber(one.cards)
      ])}
    >
      <svg viewBox="0 0 360 132" aria-hidden="true" className="picture-strength">
        <path className="hill" d={`${hill} L ${x(strength.length - 1)} 110 L ${x(0)} 110 Z`} />
        <path className="ridge" d={hill} />
        {points.map(([px, py], index) =>
          strength[index]!.cards > 0 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: classes keep their places
            <circle key={index} cx={px} cy={py} r={3} />
          ) : null
        )}
        {[1, 3, 5, 8].map((index) => (
          <text key={index} x={x(index)} y={127} textAnchor="middle">
            {named(index)}
          </text>
        ))}
      </svg>
    </Figure>
  )
}
