import { act, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { fakeBridge } from '../../../testing/fake-bridge.ts'
import { renderPart } from '../../../testing/render-part.tsx'
import { FindBar } from './FindBar.tsx'

const text = 'The sea comes and goes.'
const version = { id: 'v', textLength: text.length } as ReadingVersion

it('finds the words where they stand, also when the page says its title only later', async () => {
  fakeBridge({ 'reading.text': { text } })
  let found: TextSpan[] = []
  const onQuery = (_: string, spans: TextSpan[]) => {
    found = spans
  }
  let say = (_title: string) => {}
  const Page = () => {
    const [title, setTitle] = useState('')
    say = setTitle
    const rest = { query: 'sea', count: 0, current: 0, onQuery, onStep: () => {}, onClose: () => {} }
    return <FindBar version={version} title={title} {...rest} />
  }
  renderPart(<Page />)
  await waitFor(() => expect(found).toEqual([{ start: 4, end: 7 }]))
  found = []
  act(() => say('Tides of the sea'))
  await waitFor(() =>
    expect(found).toEqual([
      { start: -4, end: -1 },
      { start: 4, end: 7 }
    ])
  )
})
