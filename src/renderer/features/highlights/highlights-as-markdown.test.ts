import { describe, expect, it } from 'vitest'
import type { HighlightId, VersionId } from '../../../shared/values.ts'
import { sampleArticle } from '../../testing/samples.ts'
import { highlightsAsMarkdown, type ListedHighlight } from './highlights-as-markdown.ts'

const highlight = (part: Partial<ListedHighlight>): ListedHighlight => ({
  id: sampleArticle(7).id as string as HighlightId,
  articleId: sampleArticle(1).id,
  versionId: sampleArticle(8).id as string as VersionId,
  articleTitle: 'Tides',
  verdict: null,
  start: 0,
  end: 4,
  exact: 'High',
  prefix: '',
  suffix: '',
  color: 'yellow',
  note: '',
  tags: [],
  createdAt: 1,
  updatedAt: 1,
  ...part
})

describe('highlightsAsMarkdown', () => {
  it('puts each title once, every line of a quote behind a sign, and notes and tags below', () => {
    const markdown = highlightsAsMarkdown([
      highlight({ exact: 'High water\nat noon' }),
      highlight({ note: 'Check this.', tags: ['the sea'] }),
      highlight({ articleId: sampleArticle(2).id, articleTitle: '' })
    ])
    expect(markdown).toBe(
      '## Tides\n\n> High water\n> at noon\n\n> High\n\nCheck this.\n\n#the-sea\n\n## Untitled\n\n> High\n'
    )
  })

  it('is empty for nothing', () => {
    expect(highlightsAsMarkdown([])).toBe('')
  })
})
