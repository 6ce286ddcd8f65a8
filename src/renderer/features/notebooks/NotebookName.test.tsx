import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { NotebookName } from './NotebookName.tsx'

function show() {
  fakeBridge({})
  const names: string[] = []
  const { unmount } = renderPart(
    <NotebookName title="Seas" focused onRename={(name) => names.push(name)} onDone={() => {}} />
  )
  return { names, unmount, user: userEvent.setup() }
}

describe('NotebookName', () => {
  it('is kept when one goes to another place with a key, without leaving the field', async () => {
    const { names, unmount, user } = show()
    await user.type(screen.getByRole('textbox'), ' and skies')
    unmount()
    expect(names).toEqual(['Seas and skies'])
  })

  it('is kept once when the field is left, and not at all when nothing was written', async () => {
    const { names, unmount, user } = show()
    await user.tab()
    expect(names).toEqual([])
    await user.type(screen.getByRole('textbox'), '!')
    await user.tab()
    unmount()
    expect(names).toEqual(['Seas!'])
  })
})
