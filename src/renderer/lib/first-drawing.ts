import { useEffect, useState } from 'react'

/**
 * By then the first drawing of the window is on screen, in milliseconds since it was drawn: what is only for later
 * waits so long, and does not keep it from there.
 */
export const SHOWN_MS = 200

/** Whether what calls it has been drawn for `SHOWN_MS`. */
export function useIsShown(): boolean {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const soon = setTimeout(() => setShown(true), SHOWN_MS)
    return () => clearTimeout(soon)
  }, [])
  return isShown
}
