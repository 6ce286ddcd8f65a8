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

/** Renders a part of the window with the data, toasts and keyboard it has in the app. */
export function renderPart(part: ReactNode): RenderResult {
  for (const side of ['clientHeight', 'clientWidth']) {
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => SCREEN })
  }
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => ROW })
  Element.prototype.scrollTo = () => {}
  Element.prototype.scrollIntoView = () => {}
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
