import { isIP } from 'node:net'
import { AppError } from '../../shared/errors.ts'

/** Names that only mean something inside a network, and would be asked of the neighbours. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|arpa|onion|test|invalid)$/

/**
 * The address Lectern may ask for, checked again after every redirect: http or https, no name or password in
 * it, a host that can be on the internet, and a port on which web servers are found.
 * @param allowLocal for tests that serve on this machine
 * @throws AppError `forbidden`
 */
export function webTarget(address: string, base?: string, allowLocal = false): URL {
  const url = URL.parse(address.trim(), base)
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (!url || !isWeb || url.href.length > 8192)
    throw new AppError('forbidden', 'errors.network.notAWebAddress', { address: address.slice(0, 200) })
  if (url.username || url.password) throw new AppError('forbidden', 'errors.network.password')
  url.hash = ''
  if (allowLocal) return url
  const host = hostOf(url)
  if (isIP(host) === 0 && (!host.includes('.') || LOCAL_NAME.test(host.replace(/\.$/, ''))))
    throw localRefused(host)
  // Below 1024 only the ports of the web itself: everything else there is another service.
  const port = Number(url.port || 443)
  if (port < 1024 && port !== 80 && port !== 443)
    throw new AppError('forbidden', 'errors.network.port', { host, port })
  return url
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

/** The refusal of an address inside this machine or its network. */
export function localRefused(host: string): AppError {
  return new AppError('forbidden', 'errors.network.local', { host })
}
