import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Start } from '../../shared/app.ts'
import { directionOf } from '../../shared/languages.ts'
import { onEvent } from '../lib/invoke.ts'
import { setMessageLanguage, useMessageLanguage } from '../lib/messages.ts'
import { ToastProvider } from '../ui/Toast.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { NavigationProvider } from './navigation.tsx'
import { Shell } from './Shell.tsx'
import { StartGate } from './StartGate.tsx'

/**
 * The whole window. `client` may have answers already; `start` says whether a library is open, as far as is known,
 * and `answered` what main says of it.
 */
export function App(props: { client: QueryClient; start: Start; answered: Promise<Start> }) {
  const { client, start, answered } = props
  const language = useMessageLanguage()
  useEffect(() => onEvent('language.changed', ({ language }) => void setMessageLanguage(language)), [])
  return (
    <QueryClientProvider client={client}>
      {/* The window's policy allows no style elements; what they would hold is in base.css. */}
      <CSPProvider disableStyleElements>
        {/* Arrow keys in menus, sliders and tabs go the way the language goes. */}
        <DirectionProvider direction={directionOf(language)}>
          <TooltipProvider delay={500}>
            <ToastProvider>
              <NavigationProvider>
                <StartGate first={start} answered={answered}>
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
