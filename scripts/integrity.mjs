import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Stop } from './say.mjs'

/**
 * Refuses a file whose content is not the expected one.
 * @param {string} path
 * @param {string} expected as npm writes it: `sha512-` and the digest in base64
 * @throws {Stop} when the digest differs
 */
export async function checkIntegrity(path, expected) {
  const [algorithm = '', ...digest] = expected.split('-')
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  const found = hash.digest('base64')
  if (found === digest.join('-')) return
  throw new Stop(
    `What was downloaded is not what Lectern pinned, so it was not unpacked.\n  expected ${expected}\n  found    ${algorithm}-${found}`
  )
}
