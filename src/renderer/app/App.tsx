import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createQueryClient, followChanges } from '../lib/query-client.ts'
import { ToastProvider } from '../ui/Toast.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { NavigationProvider } from './navigation.tsx'
import { Shell } from './Shell.tsx'
import { StartGate } from './StartGate.tsx'

export function App() {
  const [client] = useState(createQueryClient)
  useEffect(() => followChanges(client), [client])
  return (
    <QueryClientProvider client={client}>
      {/* Made by the build from the bundled faces; the article's frame uses the same address. */}
      <link rel="stylesheet" href="/fonts/faces.css" precedence="default" />
      {/* The window's policy allows no style elements; what they would hold is in base.css. */}
      <CSPProvider disableStyleElements>
        <TooltipProvider delay={500}>
          <ToastProvider>
            <NavigationProvider>
              <StartGate>
                <Shell />
              </StartGate>
            </NavigationProvider>
          </ToastProvider>
        </TooltipProvider>
      </CSPProvider>
    </QueryClientProvider>
  )
}
