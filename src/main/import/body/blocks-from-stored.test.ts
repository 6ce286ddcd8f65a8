import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { BlockSchema } from '../../../shared/blocks.ts'
import { anyBlock } from '../../../shared/testing/random-blocks.ts'
import { blocksFromStored } from './blocks-from-stored.ts'
import { buildBody } from './build-body.ts'

describe('blocksFromStored', () => {
  it('gives blocks that build the same HTML and text again, whatever the blocks', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 4 }), (blocks) => {
        const body = buildBody(blocks)
        const again = buildBody(z.array(BlockSchema).parse(blocksFromStored(body.html)))
        expect(again.html).toBe(body.html)
        expect(again.text).toBe(body.text)
      }),
      { numRuns: 300 }
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '<p data-at="0">a<script>alert(1)</script></p>',
    '<p data-at="0">a</div>',
    '<p data-at="0">a',
    '<p data-at="0">a & b</p>',
    '<p data-at="0" onclick=x>a</p>',
    '<p data-at="0">a<!-- b --></p>',
    '<iframe src="https://example.org"></iframe>',
    '<p data-at="0"><img src="https://example.org/x.png" alt=""></p>',
    'text without an element',
    '<ul><p data-at="0">a</p></ul>'
  ])('refuses what Lectern does not write: %s', (html) => {
    expect(() => blocksFromStored(html)).toThrow(SyntaxError)
  })

  it('drops attributes it does not know, and leaves addresses to the schema', () => {
    const html = '<p data-at="0" onclick="steal()"><a href="javascript:alert(1)">a</a></p>'
    const blocks = blocksFromStored(html)
    expect(JSON.stringify(blocks)).not.toContain('steal')
    expect(z.array(BlockSchema).safeParse(blocks).success).toBe(false)
  })

  it('refuses nesting made to exhaust the stack', () => {
    const deep = `${'<blockquote>'.repeat(100_000)}${'</blockquote>'.repeat(100_000)}`
    expect(() => blocksFromStored(deep)).toThrow(SyntaxError)
  })
})
