import { useEffect } from 'react'
import { useData } from '../lib/use-data.ts'

/** A card being learned comes back within minutes, and a day ends by itself. */
const EVERY_MS = 60_000

/** How many cards wait now; asked again as time passes. */
export function useWaitingCount(): number | undefined {
  const { data, refetch } = useData('reviews.waiting', {})
  useEffect(() => {
    const timer = setInterval(() => void refetch(), EVERY_MS)
    return () => clearInterval(timer)
  }, [refetch])
  return data && data.learning + data.due + data.fresh
}
