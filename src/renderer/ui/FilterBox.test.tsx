import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { FilterBox } from './FilterBox.tsx'

function Filter() {
  const [value, setValue] = useState('sea')
  return <FilterBox ref={null} label="Words" value={value} onChange={setValue} onLeave={() => {}} />
}

it('is written in again after its button has emptied it', async () => {
  render(<Filter />)
  const user = userEvent.setup()
  screen.getByRole('button').focus()
  await user.keyboard('{Enter}')
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Words' })
  expect(field.value).toBe('')
  expect(document.activeElement).toBe(field)
})
