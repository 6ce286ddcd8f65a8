import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useLayoutEffect } from 'react'
import type { Start } from '../../shared/app.ts'
import { directionOf } from '../../shared/languages.ts'
import { onEvent } from '../lib/invoke.ts'
import { setMessageLanguage, useMessageLanguage } from '../lib/messages.ts'
import { ToastProvider } from '../ui/Toast.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { NavigationProvider } from './navigation.tsx'
import { Shell } from './Shell.tsx'
import { StartGate } from './StartGate.tsx'

/** The whole window. `start` says whether a library is open; `client` may have answers already. */
export function App({ client, start }: { client: QueryClient; start: Start }) {
  const language = useMessageLanguage()
  useEffect(() => onEvent('language.changed', ({ language }) => void setMessageLanguage(language)), [])
  // Its place is taken in the same frame.
  useLayoutEffect(() => document.getElementById('last-screen')?.remove(), [])
  // After the effects of everything below: what listens to keys does so now (begin.ts).
  useEffect(() => void window.dispatchEvent(new Event('lectern:there')), [])
  return (
    <QueryClientProvider client={client}>
      {/* The window's policy allows no style elements; what they would hold is in base.css. */}
      <CSPProvider disableStyleElements>
        {/* Arrow keys in menus, sliders and tabs go the way the language goes. */}
        <DirectionProvider direction={directionOf(language)}>
          <TooltipProvider delay={500}>
            <ToastProvider>
              <NavigationProvider>
                <StartGate first={start}>
                  <Shell />
                </StartGate>
              </NavigationProvider>
            </ToastProvider>
          </TooltipProvider>
        </DirectionProvider>
      </CSPProvider>
    </QueryClientProvider>
  )
}
