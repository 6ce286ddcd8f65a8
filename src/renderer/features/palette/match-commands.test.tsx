import { act } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { setMessageLanguage } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { matchCommands } from './match-commands.ts'

afterEach(() => act(() => setMessageLanguage('en')))

function Doing() {
  useCommand('settings.open', () => {})
  useCommand('go.notebooks', () => {})
  return null
}

const titles = (query: string) => matchCommands(query).map(({ title }) => title)

it('finds commands by the words of the reader’s language and by English ones, shown in the former', async () => {
  fakeBridge({})
  renderPart(<Doing />)
  expect(titles('settings')).toEqual(['Settings'])
  await act(() => setMessageLanguage('ru'))
  const [settings] = titles('settings')
  expect(settings).toMatch(/\p{Script=Cyrillic}/u)
  expect(titles(settings!.slice(0, 6))).toContain(settings)
  // What begins a word comes first, in any script.
  expect(titles('').length).toBe(2)
  expect(titles('nothing at all')).toEqual([])
  // Not half in one language and half in the other.
  expect(titles(`settings ${settings!.slice(0, 4)}`)).toEqual([])
})
