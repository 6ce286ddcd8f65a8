import { expect, it } from 'vitest'
import { isPublicAddress } from './public-address.ts'
import { webTarget } from './web-address.ts'

it.each([
  '93.184.216.34',
  '1.1.1.1',
  '2606:2800:220:1:248:1893:25c8:1946',
  '2a00:1450:4001:81b::200e',
  '64:ff9b::5db8:d822'
])('%s is of the public internet', (address) => expect(isPublicAddress(address)).toBe(true))

it.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:93.184.216.34',
  '64:ff9b::7f00:1',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456:789a::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'example.org',
  '1.2.3.4.5'
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))

it.each([
  'ftp://example.org/a',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'example.org',
  'https://name:word@example.org/',
  'https://name@example.org/',
  'http://localhost/',
  'http://a.localhost/',
  'http://printer/',
  'http://printer.local/',
  'http://router.lan/',
  'http://db.internal./',
  'https://example.org:22/',
  'https://example.org:25/',
  `https://example.org/${'a'.repeat(9000)}`
])('%s is not asked for', (address) => {
  expect(() => webTarget(address)).toThrow(expect.objectContaining({ code: 'forbidden' }))
})

it('a redirect is relative to where it came from, and what follows # stays here', () => {
  expect(webTarget('../b?c#d', 'https://example.org/a/x/y').href).toBe('https://example.org/a/b?c')
  expect(webTarget('https://example.org:8443/a').port).toBe('8443')
  expect(() => webTarget('file:///etc/passwd', 'https://example.org/')).toThrow()
})
