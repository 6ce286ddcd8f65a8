import { act, cleanup, render, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Output } from '../../../shared/contract.ts'
import type { ReadingVersion } from '../../../shared/reading.ts'
import { sampleArticle, sampleVersion } from '../../testing/samples.ts'
import { useShownVersion } from './use-shown-version.ts'

const opened = (part: Partial<ReadingVersion>): Output<'reading.open'> => ({
  version: sampleVersion(part),
  position: null
})
const { articleId } = sampleVersion()
const another = sampleArticle(2).id

function Part({ answer }: { answer: Output<'reading.open'> | undefined }) {
  const shown = useShownVersion(answer)
  return (
    <div>
      <p>{shown ? `${shown.version.articleId} ${shown.version.masthead}` : 'nothing'}</p>
      <textarea />
      <button type="button">Away</button>
    </div>
  )
}

afterEach(cleanup)

const show = (answer: Output<'reading.open'> | undefined) => {
  const { container, rerender } = render(<Part answer={answer} />)
  return {
    text: () => container.querySelector('p')!.textContent,
    field: container.querySelector('textarea')!,
    button: container.querySelector('button')!,
    answer: (next: Output<'reading.open'>) => rerender(<Part answer={next} />)
  }
}

it('shows another page of the article at once when nobody writes', () => {
  const part = show(undefined)
  expect(part.text()).toBe('nothing')
  part.answer(opened({}))
  expect(part.text()).toBe(`${articleId} Title`)
  part.answer(opened({ masthead: 'Better title' }))
  expect(part.text()).toBe(`${articleId} Better title`)
})

it('keeps the page while somebody writes, and shows the newest one once the field is left', async () => {
  const part = show(opened({}))
  act(() => part.field.focus())
  part.answer(opened({ masthead: 'Better title' }))
  expect(part.text()).toBe(`${articleId} Title`)
  part.answer(opened({ masthead: 'Best title' }))
  expect(part.text()).toBe(`${articleId} Title`)
  act(() => part.button.focus())
  await waitFor(() => expect(part.text()).toBe(`${articleId} Best title`))
})

it('goes to another article whoever writes', () => {
  const part = show(opened({}))
  act(() => part.field.focus())
  part.answer(opened({ articleId: another }))
  expect(part.text()).toBe(`${another} Title`)
})
