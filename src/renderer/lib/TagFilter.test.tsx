import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { openMenu } from '../testing/open-menu.ts'
import { renderPart } from '../testing/render-part.tsx'
import { TagFilter } from './TagFilter.tsx'

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
})
afterEach(() => vi.unstubAllGlobals())

/** `count` tags, the last of them `Zürich`. */
function show(count: number) {
  fakeBridge({})
  const tags = Array.from({ length: count }, (_, at) => ({ tag: at === count - 1 ? 'Zürich' : `tag ${at}` }))
  const onChange = vi.fn()
  const Filter = () => {
    const [value, setValue] = useState<string | null>(null)
    const change = (tag: string | null) => {
      onChange(tag)
      setValue(tag)
    }
    return <TagFilter tags={tags} value={value} onChange={change} />
  }
  renderPart(<Filter />)
  return { user: userEvent.setup(), onChange }
}

it('one of thousands of tags is found by its name, with keys alone, and let go of again', async () => {
  const { user, onChange } = show(5000)
  await user.tab()
  await user.keyboard('{Enter}')
  const field = await screen.findByRole('combobox', { name: 'Find a tag' })
  expect(field).toBe(document.activeElement)
  expect(screen.getAllByRole('option').length).toBeLessThanOrEqual(101)
  await user.keyboard('zur')
  expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(['Zürich'])
  await user.keyboard('{Enter}')
  expect(onChange).toHaveBeenLastCalledWith('Zürich')
  const button = await screen.findByRole('button', { name: 'Tag: Zürich' })
  expect(button).toBe(document.activeElement)
  await user.keyboard('{Enter}')
  await screen.findByRole('combobox', { name: 'Find a tag' })
  await user.keyboard('nowhere')
  expect(screen.queryAllByRole('option')).toEqual([])
  expect(screen.getByText('No tag is called that.')).toBeTruthy()
  await user.keyboard('{Control>}a{/Control}{Backspace}{Enter}')
  expect(onChange).toHaveBeenLastCalledWith(null)
})

it('a few tags are a menu', async () => {
  const { user, onChange } = show(20)
  await openMenu(user, 'Any tag')
  await user.click(await screen.findByRole('menuitemradio', { name: 'Zürich' }))
  expect(onChange).toHaveBeenLastCalledWith('Zürich')
})
