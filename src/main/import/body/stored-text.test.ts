import { expect, it } from 'vitest'
import { storedText, textFromStored } from './stored-text.ts'

it('writes a text so that it comes back as it was', () => {
  const text = 'a < b && b > c, "he said"\r\n&amp; &#13; é'
  expect(storedText(text)).toBe(
    'a &lt; b &amp;&amp; b &gt; c, &quot;he said&quot;&#13;\n&amp;amp; &amp;#13; é'
  )
  expect(textFromStored(storedText(text))).toBe(text)
})

it('asks about what it does not write, or leaves it', () => {
  const foreign = ['&nbsp;', '&', '&amp', '&#x26;', '&LT;']
  for (const one of foreign) expect(textFromStored(`a${one}`)).toBe(`a${one}`)
  const asked: string[] = []
  textFromStored(foreign.join('&amp;'), (entity) => {
    asked.push(entity)
    return ''
  })
  expect(asked).toEqual(foreign)
})
