import { useEffect } from 'react'

/** A card being learned comes back within minutes, and a day ends by itself. */
const EVERY_MS = 60_000

/** Asks again when shown and as time passes: what is due changes without anybody's doing. */
export function useAsTimePasses(refetch: () => Promise<unknown>): void {
  useEffect(() => {
    void refetch()
    const timer = setInterval(() => void refetch(), EVERY_MS)
    return () => clearInterval(timer)
  }, [refetch])
}
