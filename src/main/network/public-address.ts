import ipaddr from 'ipaddr.js'

/** The part of IPv6 that is handed out on the internet (RFC 4291, 2.4). */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * Whether an IP address is one of the public internet, and nothing of this machine, of its network or for
 * special use: no loopback, private, link-local, carrier-grade NAT, unique-local, multicast, documentation or
 * benchmarking address, and no IPv6 address that only wraps an IPv4 one (mapped, 6to4, Teredo). The one
 * wrapping that public names really answer with (NAT64, RFC 6052) is as public as what it wraps.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  const range = parsed.range()
  if (range === 'rfc6052') {
    const wrapped = new ipaddr.IPv4(parsed.toByteArray().slice(12))
    return wrapped.range() === 'unicast'
  }
  return range === 'unicast' && parsed.match(GLOBAL_V6)
}
