import { useCallback, useEffect, useState } from 'react'
import { onEvent } from '../../lib/invoke.ts'
import { useAction } from '../../lib/use-data.ts'

/** The address the reader is being asked about: typed, pasted, or handed over by a `lectern:` link. */
export function useOfferedAddress() {
  const [address, setAddress] = useState<string | null>(null)
  const take = useAction('app.takeOffer')
  useEffect(() => {
    const ask = () => {
      take({}).then(
        (offered) => {
          if (offered !== null) setAddress(offered)
        },
        () => {}
      )
    }
    ask()
    return onEvent('address.offered', ask)
  }, [take])
  return { address, offer: setAddress, close: useCallback(() => setAddress(null), []) }
}
