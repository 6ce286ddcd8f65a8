import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'

/** Opens the menu of the button called `name` as a mouse does: the pointer is there first, and then it is whole. */
export async function openMenu(user: Pick<UserEvent, 'hover' | 'click'>, name: string): Promise<void> {
  await user.hover(await screen.findByRole('button', { name }))
  await user.click(screen.getByRole('button', { name }))
}
