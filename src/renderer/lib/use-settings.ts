import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Input } from '../../shared/contract.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import { refetchStale } from './query-client.ts'
import { useAction, useData } from './use-data.ts'

/**
 * The reader's choices, and a way to change some of them. A change shows at once, before it is stored; one that
 * cannot be stored is taken back.
 */
export function useSettings(): { settings: Settings; change(part: Input<'settings.set'>): Promise<void> } {
  const client = useQueryClient()
  const { data } = useData('settings.get', {})
  const set = useAction('settings.set')
  const change = useCallback(
    async (part: Input<'settings.set'>) => {
      // An answer to what was asked before would bring the old choice back for a moment.
      void client.cancelQueries({ queryKey: ['settings.get', {}] }, { revert: false })
      client.setQueryData<Settings>(['settings.get', {}], (before) => ({
        ...(before ?? defaultSettings),
        ...(part as Partial<Settings>)
      }))
      try {
        await set(part)
      } catch (error) {
        refetchStale(client, ['settings'])
        throw error
      }
    },
    [client, set]
  )
  return { settings: data ?? defaultSettings, change }
}
