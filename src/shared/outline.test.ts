import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveSection, outlineOf } from './outline.ts'

const text = `Before

# One
first
## One A
a
## One B
b
# Two
\`\`\`
# not a heading
\`\`\`
## Two A *bold* [link](lectern:article/x) ##
# Three`

const moved = (source: string, index: number, by: 1 | -1) => {
  const change = moveSection(source, index, by)
  return change && source.slice(0, change.start) + change.text + source.slice(change.end)
}

describe('outline', () => {
  it('finds headings outside of code, with plain words and the ends of their sections', () => {
    const headings = outlineOf(text)
    expect(headings.map(({ level, text: words }) => `${level} ${words}`)).toEqual([
      '1 One',
      '2 One A',
      '2 One B',
      '1 Two',
      '2 Two A bold link',
      '1 Three'
    ])
    expect(text.slice(headings[0]!.start, headings[0]!.end)).toBe('# One\nfirst\n## One A\na\n## One B\nb\n')
    expect(headings.at(-1)!.end).toBe(text.length)
  })

  it('moves a section with all under it, among those of its level', () => {
    expect(moved('# A\n1\n# B\n2\n', 0, 1)).toBe('# B\n2\n# A\n1\n')
    expect(moved('# A\n1\n# B\n2', 1, -1)).toBe('# B\n2\n\n# A\n1\n')
    expect(moved('# A\n## A1\nx\n## A2\ny\n# B\n', 2, -1)).toBe('# A\n## A2\ny\n## A1\nx\n# B\n')
    // It does not leave its chapter.
    expect(moved('# A\n## A1\n# B\n## B1\n', 1, 1)).toBeUndefined()
    expect(moved('# A\n', 0, -1)).toBeUndefined()
    const change = moveSection('# A\n1\n# B\n2\n', 0, 1)!
    expect('# B\n2\n# A\n1\n'.slice(change.at)).toBe('# A\n1\n')
  })

  it('loses no line and invents none, whatever is moved', () => {
    const line = fc.constantFrom('# A', '## B', '### C', '# D', 'words', '', '```', '- item')
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 14 }),
        fc.nat(10),
        fc.constantFrom(1 as const, -1 as const),
        (lines, index, by) => {
          const source = lines.join('\n')
          const result = moved(source, index, by)
          if (result === undefined) return
          const kept = (one: string) =>
            one
              .split('\n')
              .filter((each) => each !== '')
              .sort()
          expect(kept(result)).toEqual(kept(source))
        }
      )
    )
  })
})
