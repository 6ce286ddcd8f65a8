import fc from 'fast-check'
import type { Block, ImageRef, Inline, TableCell } from '../blocks.ts'

/** Any text the block model allows, often with what HTML, Markdown and YAML take for their own. */
export const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '<b>',
      '&amp;',
      '"q"',
      '*a*',
      '# x',
      '> y',
      '1. z',
      '- w',
      '  two',
      'end ',
      '\t',
      '`c`',
      '[l](u)',
      'שלום',
      '日本'
    )
  )
  .map((text) => text.replaceAll('\0', '').toWellFormed())

const image: fc.Arbitrary<ImageRef> = fc.record(
  {
    asset: fc.constant('0a'.repeat(32)),
    url: fc.constant('https://example.org/a?b="c"&d'),
    alt: anyText,
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 })
  },
  { requiredKeys: ['alt'] }
)

const inline: fc.Arbitrary<Inline> = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyText.map((text) => ({ type: 'text' as const, text })),
    fc.constant({ type: 'break' as const }),
    fc.record({
      type: fc.constant('mark' as const),
      mark: fc.constantFrom('em' as const, 'strong' as const, 'code' as const, 'q' as const),
      children: fc.array(tie('inline'), { maxLength: 2 })
    }),
    fc.record({
      type: fc.constant('link' as const),
      href: fc.constantFrom('https://example.org/?a=1&b="2"', 'mailto:a@example.org'),
      children: fc.array(tie('inline'), { maxLength: 2 })
    }),
    fc.record({
      type: fc.constant('jump' as const),
      to: fc.constant('note-1'),
      children: fc.array(tie('inline'), { maxLength: 2 })
    }),
    fc.constant({ type: 'anchor' as const, name: 'note "1"' }),
    fc.record({
      type: fc.constant('page' as const),
      number: fc.integer({ min: 1, max: 2000 }),
      label: fc.constantFrom('7', 'xii', '"A" & <b>')
    }),
    image.map((one) => ({ type: 'image' as const, image: one })),
    fc.record({ type: fc.constant('ruby' as const), base: anyText, reading: anyText })
  )
})).inline

const line = fc.array(inline, { maxLength: 4 })

/** Blocks of every type, nested two or three deep. */
export const anyBlock: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const some = fc.array(tie('block'), { maxLength: 2 })
  const cell: fc.Arbitrary<TableCell> = fc.record({
    header: fc.boolean(),
    colspan: fc.integer({ min: 1, max: 3 }),
    rowspan: fc.constant(1),
    align: fc.constantFrom('left' as const, undefined),
    blocks: some
  })
  return {
    block: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.record({
        type: fc.constant('paragraph' as const),
        children: line,
        dir: fc.constantFrom('rtl' as const, undefined),
        lang: fc.constantFrom('he', undefined)
      }),
      fc.record({
        type: fc.constant('heading' as const),
        level: fc.constantFrom(1 as const, 2 as const, 6 as const),
        children: line
      }),
      fc.record({ type: fc.constant('verse' as const), children: line }),
      fc.record({
        type: fc.constant('code' as const),
        text: anyText,
        language: fc.constantFrom('ts', undefined)
      }),
      fc.record({ type: fc.constant('math' as const), tex: anyText, display: fc.boolean() }),
      fc.constant({ type: 'rule' as const }),
      fc.record({
        type: fc.constant('list' as const),
        ordered: fc.boolean(),
        start: fc.constantFrom(3, undefined),
        numbering: fc.constantFrom('a' as const, 'I' as const, undefined),
        items: fc.array(some, { maxLength: 3 })
      }),
      fc.record({
        type: fc.constant('definitions' as const),
        items: fc.array(
          fc.record({
            terms: fc.array(line, { maxLength: 2 }),
            definitions: fc.array(some, { maxLength: 2 })
          }),
          { maxLength: 2 }
        )
      }),
      fc.record({
        type: fc.constant('quote' as const),
        blocks: some,
        cite: fc.option(line, { nil: undefined })
      }),
      fc.record({
        type: fc.constant('figure' as const),
        image: fc.option(image, { nil: undefined }),
        caption: line,
        credit: line,
        blocks: fc.option(some, { nil: undefined })
      }),
      fc.record({
        type: fc.constant('table' as const),
        caption: line,
        rows: fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 2 })
      })
    )
  }
}).block
