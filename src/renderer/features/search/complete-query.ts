import { highlightColors } from '../../../shared/highlights.ts'
import { type QueryToken, queryTokens, tagInQuery } from '../../../shared/query-tokens.ts'
import { findTags } from '../../lib/find-tags.ts'
import { t } from '../../lib/messages.ts'

/** A way to end the sign one is typing. */
export interface Completion {
  kind: 'completion'
  /** The sign as it will stand in the query, which names it. */
  id: string
  /** What it stands for, in words. */
  label: string
  /** The whole query with it. */
  query: string
}

/** More of them would push down what is found already. */
const MOST = 6

/** What may follow these signs, and what it stands for. */
const values: Readonly<Record<string, () => readonly (readonly [value: string, label: string])[]>> = {
  is: () => [
    ['unread', t('library.list.later')],
    ['reading', t('library.list.reading')],
    ['finished', t('library.list.finished')],
    ['starred', t('library.list.starred')]
  ],
  has: () => [
    ['note', t('search.kinds.note')],
    ['highlight', t('search.kinds.highlight')]
  ],
  in: () => [
    ['title', t('search.help.of.title')],
    ['body', t('search.help.of.body')],
    ['highlights', t('search.help.of.highlights')],
    ['notes', t('search.help.of.notes')],
    ['notebooks', t('search.kinds.notebook')]
  ],
  color: () => highlightColors.map((color) => [color, t(`ui.color.${color}`)] as const)
}

/** What is typed last, when it is a sign that is not ended yet. */
function unfinishedSign(
  query: string
): (Pick<QueryToken, 'index' | 'minus' | 'value'> & { field: string }) | undefined {
  const last = [...queryTokens(query)].at(-1)
  if (!last?.isOpen) return undefined
  // With nothing behind its colon it is no sign yet.
  const begun = /^(-?)([a-z]{2,10}):$/iu.exec(last.whole)
  const { index } = last
  if (begun) return { index, minus: begun[1] === '-', field: begun[2]!.toLowerCase(), value: '' }
  const { minus, field, value } = last
  return field === undefined ? undefined : { index, minus, field, value }
}

/** Ways to end the sign that is typed last: none where there is none, or where it is whole. */
export function completeQuery(query: string, tags: readonly { tag: string }[]): Completion[] {
  const sign = unfinishedSign(query)
  if (!sign) return []
  const { index, field, value } = sign
  const begun = value.trim().toLowerCase()
  const before = query.slice(0, index) + (sign.minus ? '-' : '')
  const completion = (id: string, label: string): Completion => ({
    kind: 'completion',
    id,
    label,
    query: `${before}${id} `
  })
  if (field === 'tag') {
    if (tags.some(({ tag }) => tag.toLowerCase() === begun)) return []
    return findTags(tags, value, MOST).map(({ tag }) => completion(tagInQuery(tag), tag))
  }
  const offered = values[field]?.() ?? []
  if (offered.some(([one]) => one === begun)) return []
  return offered
    .filter(([one]) => one.startsWith(begun))
    .map(([one, label]) => completion(`${field}:${one}`, label))
}
