import { startTransition, useEffect, useMemo, useState } from 'react'
import type { SearchAnswer } from '../../../shared/search.ts'
import { firstGroups, type Group, groupHits } from './group-hits.ts'

/** Rows drawn while typing: what a large window shows at once … */
const FIRST_ROWS = 14
/** … and the rest, below them, when no other answer comes for so long, in ms. */
const REST_AFTER = 250

/** What is drawn of an answer: the first rows at once, all of them when typing rests. */
export function useDrawnGroups(answer: SearchAnswer | undefined): readonly Group[] {
  const all = useMemo(() => groupHits(answer?.hits ?? []), [answer])
  const [settled, setSettled] = useState<readonly Group[]>()
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(all)), REST_AFTER)
    return () => clearTimeout(timer)
  }, [all])
  return useMemo(() => (settled === all ? all : firstGroups(all, FIRST_ROWS)), [all, settled])
}
