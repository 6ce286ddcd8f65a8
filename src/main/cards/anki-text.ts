import type { Database } from 'better-sqlite3'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { fieldsOf } from './anki-fields.ts'
import { ankiModels, DECK_NAME } from './anki-models.ts'
import { countPrompts, eachPrompt } from './each-prompt.ts'

/**
 * Every question, cloze and passage as text that Anki imports, with its headers
 * (https://docs.ankiweb.net/importing/text-files.html). Pictures and schedules need the package.
 */
export function ankiText(
  db: Database,
  { stop, onStep }: JobFollow = {}
): { content: string; notes: number; cards: number } {
  const lines: string[] = []
  const widest = Math.max(...Object.values(ankiModels).map(({ fields }) => fields.length))
  let cards = 0
  const total = countPrompts(db)
  let seen = 0
  for (const prompt of eachPrompt(db)) {
    throwIfStopped(stop)
    onStep?.(seen++, total)
    if (prompt.kind === 'picture') continue
    const fields = fieldsOf(prompt, prompt.articleTitle, undefined)
    const cells = [
      prompt.guid,
      ankiModels[prompt.kind].name,
      DECK_NAME,
      prompt.tags.map((tag) => tag.replace(/\s+/gu, '_')).join(' '),
      ...fields
    ]
    while (cells.length < widest + 4) cells.push('')
    lines.push(cells.map(quoted).join('\t'))
    cards += prompt.cards.length
  }
  const headers = [
    '#separator:tab',
    '#html:true',
    '#guid column:1',
    '#notetype column:2',
    '#deck column:3',
    '#tags column:4'
  ]
  return { content: `${[...headers, ...lines].join('\n')}\n`, notes: lines.length, cards }
}

/** As CSV quotes, where it must. A first `#` would be read as a header. */
function quoted(cell: string): string {
  return /["\t\n\r]|^#/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell
}
