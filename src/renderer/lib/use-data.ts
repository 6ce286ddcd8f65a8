import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Input, MethodName, Output } from '../../shared/contract.ts'
import { invoke } from './invoke.ts'
import { takeInChange } from './known-highlights.ts'

/**
 * Answers that are not to be shown again later: a remembered reading position would be an old one, and a
 * search that was overtaken by the next has an empty answer.
 */
const forgets = (method: MethodName) => method.startsWith('reading.') || method === 'search.query'

/** How an answer is asked for and kept, for `useData` and for what asks ahead of it. */
export const dataQuery = <M extends MethodName>(method: M, input: Input<M>) => ({
  queryKey: [method, input],
  queryFn: () => invoke(method, input)
})

/**
 * Reads stored data and keeps it fresh: it is asked again when something it depends on changes.
 * `keepPrevious` goes on showing the last answer while the one for a new input is on its way.
 */
export function useData<M extends MethodName>(
  method: M,
  input: Input<M>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {}
): UseQueryResult<Output<M>, Error> {
  return useQuery<Output<M>, Error>({
    ...dataQuery(method, input),
    enabled: options.enabled ?? true,
    ...(forgets(method) ? { gcTime: 0 } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {})
  })
}

/** Writes stored data; main then tells what it changed (`data.changed`), and that is asked again. */
export function useAction<M extends MethodName>(method: M): (input: Input<M>) => Promise<Output<M>> {
  const client = useQueryClient()
  return useCallback(
    async (input: Input<M>) => {
      const output = await invoke(method, input)
      takeInChange(client, method, input, output)
      return output
    },
    [client, method]
  )
}
