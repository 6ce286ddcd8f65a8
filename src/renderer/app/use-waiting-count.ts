import { useAsTimePasses } from '../lib/use-as-time-passes.ts'
import { useData } from '../lib/use-data.ts'

/** How many cards wait now. */
export function useWaitingCount(): number | undefined {
  const { data, refetch } = useData('reviews.waiting', {})
  useAsTimePasses(refetch)
  return data && data.learning + data.due + data.fresh
}
