import type { QueueItem } from '../../../shared/queue.ts'
import { formatInterval } from '../../lib/format-interval.ts'
import { t } from '../../lib/messages.ts'
import { minutesLeft } from '../../lib/reading-time.ts'

/** “3 days”, as long words say it. */
export const days = (count: number) => formatInterval(count * 1440, 'long')

/** The short facts under the title of a reading. */
export function readingDetails(item: QueueItem, isDue: boolean): string[] {
  const origin =
    item.extractOf === null
      ? item.source
      : item.extractOf
        ? t('today.extractOf', { title: item.extractOf })
        : t('today.extract')
  return [
    origin,
    t('today.minutes', { count: minutesLeft(item, item.progress) }),
    ...(isDue
      ? []
      : [item.dueIn <= 0 ? t('today.dueNow') : t('today.dueIn', { interval: days(item.dueIn) })]),
    ...(item.visits > 0 ? [t('today.visits', { count: item.visits })] : [])
  ].filter(Boolean)
}
