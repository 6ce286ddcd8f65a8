import { tell } from '../../shared/sentence.ts'
import { type Sheet, type SheetItem, type SheetKind, sheetKinds } from '../../shared/study-sheet.ts'
import { inTime } from '../../shared/time-order.ts'
import { escapeMarkdown } from '../export/escape-markdown.ts'

const titles = {
  person: 'sheet.kinds.person',
  place: 'sheet.kinds.place',
  organisation: 'sheet.kinds.organisation',
  date: 'sheet.kinds.date',
  figure: 'sheet.kinds.figure',
  quotation: 'sheet.kinds.quotation',
  word: 'sheet.kinds.word'
} as const satisfies Record<SheetKind, string>

/** The sheet as a Markdown document in the reader's language; what was dismissed is left out. */
export function sheetMarkdown(sheet: Sheet): string {
  const lines = [`# ${escapeMarkdown(sheet.title)}`, '', tell({ key: 'sheet.markdown.about' }), '']
  const section = (title: string, content: readonly string[]) => {
    if (content.length > 0) lines.push(`## ${title}`, '', ...content, '')
  }
  section(
    tell({ key: 'sheet.outline' }),
    sheet.outline.map(({ level, text }) => `${'  '.repeat(Math.max(0, level - 2))}- ${oneLine(text)}`)
  )
  section(
    tell({ key: 'sheet.questions.title' }),
    sheet.questions.map(({ body }) => `- ${oneLine(body)}`)
  )
  for (const kind of sheetKinds) {
    const items = sheet.items.filter((item) => item.kind === kind && item.verdict !== 'dismissed')
    const ordered = kind === 'date' ? inTime(items) : items
    section(tell({ key: titles[kind] }), ordered.map(line))
  }
  return `${lines.join('\n').trimEnd()}\n`
}

function line(item: SheetItem): string {
  const mark = item.verdict === 'confirmed' ? '' : ` *(${tell({ key: 'sheet.found' })})*`
  const label = oneLine(item.label)
  switch (item.kind) {
    case 'quotation':
      return `- “${label}” — ${item.detail ? oneLine(item.detail) : tell({ key: 'sheet.nobody' })}${mark}`
    case 'date':
      return `- ${item.from ? `${item.from}${item.to === item.from ? '' : `–${item.to}`}: ` : ''}${label}${mark}`
    case 'word':
      return `- ${label}${item.definition ? `: ${oneLine(item.definition)}` : ''}${mark}`
    default:
      return `- ${label}${mark}`
  }
}

const oneLine = (text: string) => escapeMarkdown(text.replaceAll(/\s+/gu, ' ').trim())
