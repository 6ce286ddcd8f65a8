import { useEffect, useRef } from 'react'
import { onEvent } from '../../lib/invoke.ts'
import { useAction } from '../../lib/use-data.ts'

/** Takes the files that the system, or another start of Lectern, hands over. */
export function useOfferedFiles(onFiles: (paths: string[]) => void): void {
  const take = useAction('app.takeFiles')
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const ask = () => {
      take({}).then(
        (paths) => {
          if (paths.length > 0) latest.current(paths)
        },
        () => {}
      )
    }
    ask()
    return onEvent('files.offered', ask)
  }, [take])
}
