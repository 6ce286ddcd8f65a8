import { expect, it } from 'vitest'
import { embedMarkdown, piecesOf } from './embeds.ts'
import type { HighlightId } from './values.ts'

const id = '01890000-0000-7000-8000-000000000001' as HighlightId
const embed = embedMarkdown('A quote with [brackets] and *stars*', id)

it('shows a highlight where its link stands in a paragraph of its own', () => {
  expect(piecesOf(`Before\n\n${embed}\n\nBehind`)).toEqual([
    { kind: 'text', text: 'Before\n' },
    { kind: 'embed', highlightId: id },
    { kind: 'text', text: '\nBehind' }
  ])
  expect(piecesOf(embed)).toEqual([{ kind: 'embed', highlightId: id }])
  // Two dropped one after the other.
  expect(piecesOf(`${embed}\n${embed}`)).toHaveLength(2)
})

it('leaves it a link in a sentence, in a list, under a line of text, and in code', () => {
  for (const source of [
    `As ${embed} says`,
    `- ${embed}`,
    `Words\n${embed}`,
    `${embed}\nWords`,
    `\`\`\`\n\n${embed}\n\n\`\`\``,
    `    ${embed}`,
    embed.replace('highlight/', 'article/')
  ]) {
    expect(piecesOf(source), source).toEqual([{ kind: 'text', text: source }])
  }
})
