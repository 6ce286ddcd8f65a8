import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'

it('shows its key beside its name, which stays its own', () => {
  render(<Button shortcut=" ">Show the answer</Button>)
  const button = screen.getByRole('button', { name: 'Show the answer' })
  expect(button.getAttribute('aria-keyshortcuts')).toBe('Space')
  expect(button.querySelector('kbd')).not.toBeNull()
})

it('says the key of a button that is only a picture', () => {
  render(
    <IconButton label="Back" shortcut="Mod+B">
      x
    </IconButton>
  )
  expect(screen.getByRole('button', { name: 'Back' }).getAttribute('aria-keyshortcuts')).toBe('Control+B')
})
