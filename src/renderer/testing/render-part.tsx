import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, type RenderResult, render } from '@testing-library/react'
import { type ReactNode, useEffect } from 'react'
import { onTestFinished } from 'vitest'
import { createQueryClient, followChanges } from '../lib/query-client.ts'
import { handleKey } from '../lib/use-command.ts'
import { ToastProvider } from '../ui/Toast.tsx'

function Keyboard() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void handleKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return null
}

/** jsdom lays nothing out: a screen of this many pixels stands in, so that virtual lists have rows. */
const SCREEN = 800
const ROW = 72

/** What jsdom says in place of its zeros, or lacks, until the test is over. */
function standIn(): void {
  const screen = { configurable: true, get: () => SCREEN }
  const stands: PropertyDescriptorMap = {
    clientHeight: screen,
    clientWidth: screen,
    offsetHeight: { configurable: true, get: () => ROW },
    scrollTo: { configurable: true, value: () => {} },
    scrollIntoView: { configurable: true, value: () => {} }
  }
  const before = Object.keys(stands).map(
    (name) => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const
  )
  Object.defineProperties(HTMLElement.prototype, stands)
  onTestFinished(() => {
    for (const [name, its] of before) {
      if (its) Object.defineProperty(HTMLElement.prototype, name, its)
      else Reflect.deleteProperty(HTMLElement.prototype, name)
    }
  })
}

/** Renders a part of the window with the data, toasts and keyboard it has in the app. */
export function renderPart(part: ReactNode): RenderResult {
  standIn()
  onTestFinished(cleanup)
  const client = createQueryClient()
  onTestFinished(followChanges(client))
  return render(
    <QueryClientProvider client={client}>
      <ToastProvider>
        <Keyboard />
        {part}
      </ToastProvider>
    </QueryClientProvider>
  )
}
