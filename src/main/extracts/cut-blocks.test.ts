import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../shared/blocks.ts'
import { BlockSchema } from '../../shared/blocks.ts'
import { anyBlock } from '../../shared/testing/random-blocks.ts'
import { blocksFromStored } from '../import/body/blocks-from-stored.ts'
import { buildBody } from '../import/body/build-body.ts'
import { cutBlocks } from './cut-blocks.ts'

const words = (text: string) => text.replace(/\s+/gu, '')

describe('cutting blocks by offsets of their text', () => {
  it('keeps formatting and links, and leaves out what points into the article', () => {
    const blocks: Block[] = [
      { type: 'heading', level: 2, children: [{ type: 'text', text: 'Before' }] },
      {
        type: 'paragraph',
        children: [
          { type: 'anchor', name: 'p1' },
          { type: 'text', text: 'It was ' },
          { type: 'mark', mark: 'em', children: [{ type: 'text', text: 'very quiet' }] },
          { type: 'jump', to: 'n1', children: [{ type: 'text', text: '[1]' }] },
          { type: 'text', text: ' that night.' }
        ]
      },
      { type: 'rule' },
      {
        type: 'list',
        ordered: true,
        items: ['one', 'two', 'three'].map((text) => [
          { type: 'paragraph', children: [{ type: 'text', text }] }
        ])
      }
    ]
    const { html, text } = buildBody(blocks)
    const start = text.indexOf('very')
    const end = text.indexOf('wo') + 2
    expect(cutBlocks(blocks, html, start, end)).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'mark', mark: 'em', children: [{ type: 'text', text: 'very quiet' }] },
          { type: 'text', text: '[1]' },
          { type: 'text', text: ' that night.' }
        ]
      },
      { type: 'rule' },
      {
        type: 'list',
        ordered: true,
        start: undefined,
        items: [
          [{ type: 'paragraph', children: [{ type: 'text', text: 'one' }] }],
          [{ type: 'paragraph', children: [{ type: 'text', text: 'two' }] }]
        ]
      }
    ])
  })

  it('says exactly the words of any range of any body, but for tables and formulas, which stay whole', () => {
    fc.assert(
      fc.property(
        fc.array(anyBlock, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(400), fc.nat(400)), { minLength: 1, maxLength: 5 }),
        (made, ranges) => {
          const isWhole = /"type":"(?:table|math|ruby)"/.test(JSON.stringify(made))
          const { html, text } = buildBody(made)
          const blocks = blocksFromStored(html)
          for (const [one, two] of ranges) {
            const start = Math.min(one, two, text.length)
            const end = Math.min(Math.max(one, two), text.length)
            if (start === end) continue
            const cut = cutBlocks(blocks, html, start, end)
            // The reader's ranges never cut a character in two.
            if (!text.slice(start, end).isWellFormed()) continue
            for (const block of cut) expect(BlockSchema.safeParse(block).success).toBe(true)
            const said = words(buildBody(cut).text)
            const wanted = words(text.slice(start, end))
            if (isWhole) expect(words(text)).toContain(said.slice(0, 1))
            else expect(said).toBe(wanted)
          }
          expect(words(buildBody(cutBlocks(blocks, html, 0, text.length)).text)).toBe(words(text))
        }
      )
    )
  })
})
