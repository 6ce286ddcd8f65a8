import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { NoteText } from './NoteText.tsx'

const nothing = () => {}

describe('NoteText', () => {
  it('shows Markdown', () => {
    const { container } = render(<NoteText body={'A **bold** `word`\n\n- one\n- two'} onLink={nothing} />)
    expect(container.innerHTML).toBe(
      '<p>A <strong>bold</strong> <code>word</code></p><ul><li>one</li><li>two</li></ul>'
    )
  })

  it('hands links over instead of following them', async () => {
    const onLink = vi.fn()
    render(<NoteText body="[there](https://example.com/a)" onLink={onLink} />)
    await userEvent.click(screen.getByRole('link', { name: 'there' }))
    expect(onLink).toHaveBeenCalledExactlyOnceWith('https://example.com/a')
  })

  it('makes no element but the allowed ones, whatever is written', () => {
    const written = fc.array(
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom(
          '<img src=x onerror=alert(1)>',
          '<script>1</script>',
          '[a](javascript:alert(1))',
          '![p](https://x.test/a.png)',
          '<https://x.test>',
          '# h\n',
          '> q\n',
          '```js\n',
          '| a | b |\n|---|---|\n| 1 | 2 |\n',
          '1. x\n'
        )
      ),
      { maxLength: 8 }
    )
    fc.assert(
      fc.property(written, (parts) => {
        const { container, unmount } = render(<NoteText body={parts.join(' ')} onLink={nothing} />)
        for (const element of container.querySelectorAll('*')) {
          expect(element.localName).toMatch(
            /^(p|em|strong|s|ul|ol|li|blockquote|code|pre|hr|br|h6|a|table|thead|tbody|tr|th|td)$/
          )
          for (const { name } of element.attributes) expect(name).toMatch(/^href$/)
          expect(element.getAttribute('href') ?? 'https:').not.toMatch(/^\s*javascript:/i)
        }
        unmount()
      })
    )
  })
})
