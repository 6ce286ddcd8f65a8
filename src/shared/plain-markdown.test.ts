import { describe, expect, it } from 'vitest'
import { plainMarkdown } from './plain-markdown.ts'

describe('plainMarkdown', () => {
  it.each([
    ['The *lamp* and the **oil**', 'The lamp and the oil'],
    ['***both***, _one_, __two__ and ~~gone~~', 'both, one, two and gone'],
    ['**strong with *stress* in it**', 'strong with stress in it'],
    ['un*believ*able', 'unbelievable'],
    ['`code` and ``more``', 'code and more'],
    ['# Heading\n\n- one\n  - two\n> said\n> > twice\n- [x] done', 'Heading\n\none\ntwo\nsaid\ntwice\ndone'],
    ['before\n\n---\n\n```js\nlet a\n```', 'before\n\n\n\n\nlet a\n'],
    ['[the words](https://example.org/a_b_c) here', 'the words here'],
    ['*over\ntwo lines*', 'over\ntwo lines']
  ])('says %j as %j', (markdown, plain) => {
    expect(plainMarkdown(markdown)).toBe(plain)
  })

  it.each(['2 * 3 * 4', 'snake_case_name', 'a ~ b', '5 > 4', 'one *\n\ntwo *', ''])(
    'leaves %j, whose signs mean nothing',
    (text) => {
      expect(plainMarkdown(text).trim()).toBe(text.trim())
    }
  )

  it('gives the sign that was meant as one', () => {
    expect(plainMarkdown('\\*not stressed\\*')).toBe('*not stressed*')
  })

  it('reads a million signs that are never closed', () => {
    expect(plainMarkdown('*a '.repeat(300_000)).length).toBeGreaterThan(0)
  })
})
