import { CSPProvider } from '@base-ui/react/csp-provider'
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { directionOf } from '../../shared/languages.ts'
import { onEvent } from '../lib/invoke.ts'
import { setMessageLanguage, useMessageLanguage } from '../lib/messages.ts'
import { createQueryClient, followChanges } from '../lib/query-client.ts'
import { ToastProvider } from '../ui/Toast.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { NavigationProvider } from './navigation.tsx'
import { Shell } from './Shell.tsx'
import { StartGate } from './StartGate.tsx'

export function App() {
  const [client] = useState(createQueryClient)
  const language = useMessageLanguage()
  useEffect(() => followChanges(client), [client])
  useEffect(() => onEvent('language.changed', ({ language }) => void setMessageLanguage(language)), [])
  return (
    <QueryClientProvider client={client}>
      {/* Made by the build from the bundled faces; the article's frame uses the same address. */}
      <link rel="stylesheet" href="/fonts/faces.css" precedence="default" />
      {/* The window's policy allows no style elements; what they would hold is in base.css. */}
      <CSPProvider disableStyleElements>
        {/* Arrow keys in menus, sliders and tabs go the way the language goes. */}
        <DirectionProvider direction={directionOf(language)}>
          <TooltipProvider delay={500}>
            <ToastProvider>
              <NavigationProvider>
                <StartGate>
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
