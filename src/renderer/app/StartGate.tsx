import { type ReactNode, useEffect, useState } from 'react'
import type { Start } from '../../shared/app.ts'
import { Trouble } from '../features/trouble/Trouble.tsx'
import { invoke } from '../lib/invoke.ts'

/** Asks first whether a library is open, and shows the app only then. */
export function StartGate({ children }: { children: ReactNode }) {
  const [start, setStart] = useState<Start>()
  useEffect(() => {
    void invoke('app.start', {}).then(setStart)
  }, [])
  if (!start) return null
  if (!start.trouble) return children
  return (
    <Trouble
      trouble={start.trouble}
      onRecover={async (action) => setStart(await invoke('app.recover', { action }))}
    />
  )
}
