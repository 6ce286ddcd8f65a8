import { type ReactNode, useEffect, useState } from 'react'
import type { Start } from '../../shared/app.ts'
import { Trouble } from '../features/trouble/Trouble.tsx'
import { invoke } from '../lib/invoke.ts'
import { t } from '../lib/messages.ts'
import { WorkProgress } from '../lib/work/WorkProgress.tsx'

/** How often main is asked whether the library is up to date by now, in milliseconds. */
const ASK_AGAIN_MS = 300

/** Shows the app once a library is open: as `first` says, which may be of the last start, until main has `answered`. */
export function StartGate(props: { first: Start; answered: Promise<Start>; children: ReactNode }) {
  const { first, answered, children } = props
  const [start, setStart] = useState(first)
  useEffect(() => {
    // Where main does not say, each part that asks it says so.
    void answered.then(setStart, () => undefined)
  }, [answered])
  useEffect(() => {
    if (!start.isUpdating) return
    // One that is not answered is asked again.
    const again = () => setStart({ ...start })
    const timer = setTimeout(() => void invoke('app.start', {}).then(setStart, again), ASK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [start])
  if (start.isUpdating) {
    return (
      <main className="trouble">
        <p role="status">{t('trouble.updating')}</p>
        <WorkProgress />
      </main>
    )
  }
  if (!start.trouble) return children
  return (
    <Trouble
      trouble={start.trouble}
      onRecover={async (action, backup) =>
        setStart(await invoke('app.recover', { action, ...(backup === undefined ? {} : { backup }) }))
      }
    />
  )
}
