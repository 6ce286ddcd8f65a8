import { type CardFilter, LEECH_LAPSES } from '../../shared/cards.ts'
import { contains } from '../db/contains.ts'
import { restingPrompts } from './waiting-cards.ts'

/** A condition on cards (`c`), and on prompts (`p`) where it reads them. */
export interface CardConditions {
  where: string
  values: Record<string, string | number>
  readsPrompt: boolean
}

/**
 * The cards a filter lets through, but of articles in the Trash.
 * @param today the study day; `@today` in the condition
 */
export function cardConditions(filter: CardFilter, today: number): CardConditions {
  const where = [`c.prompt_id NOT IN (${restingPrompts})`]
  const values: Record<string, string | number> = { today, leech: LEECH_LAPSES }
  const buried = '(c.buried_until > @today AND c.buried_until <= @today + 1)'
  switch (filter.status) {
    case 'all':
      break
    case 'new':
      where.push('c.state = 0 AND c.suspended = 0')
      break
    case 'waiting':
      where.push(
        `(c.state > 0 OR c.due_day > 0) AND c.suspended = 0 AND c.due_day <= @today AND NOT ${buried}`
      )
      break
    case 'suspended':
      where.push('c.suspended = 1')
      break
    case 'buried':
      where.push(buried)
      break
    case 'leech':
      where.push('c.lapses >= @leech')
      break
  }
  if (filter.articleId !== undefined) {
    where.push('p.article_id = @articleId')
    values.articleId = filter.articleId
  }
  if (filter.tag !== undefined) {
    where.push('EXISTS (SELECT 1 FROM prompt_tags t WHERE t.prompt_id = p.id AND t.tag = @tag)')
    values.tag = filter.tag
  }
  if (filter.contains !== undefined && filter.contains.trim() !== '') {
    const words = contains(['p.front', 'p.back', 'p.sentence'], filter.contains)
    where.push(words.where)
    values.contains = words.pattern
  }
  const readsPrompt =
    filter.articleId !== undefined || filter.tag !== undefined || values.contains !== undefined
  return { where: where.join(' AND '), values, readsPrompt }
}
