import { z } from 'zod'
import { errorCodes } from '../../shared/errors.ts'

/** What may be asked for: something to read, or a picture in it. */
export type Wanted = 'page' | 'picture'

/** What a server gave. */
export interface Fetched {
  /** Where it came from in the end, after redirects. */
  address: string
  /** Lower case, without parameters; empty when not stated. */
  mediaType: string
  /** The stated encoding, lower case, or empty. */
  charset: string
  bytes: Uint8Array
}

/** Bytes that arrived so far, and how many there will be, when the server says. */
export interface FetchProgress {
  received: number
  total: number
}

export interface ToNetwork {
  id: number
  address: string
  wanted: Wanted
}

const Key = z.string().regex(/^errors\.network\.\w+$/)

/** What main believes of the process that talks to strangers. */
export const FromNetworkSchema = z.discriminatedUnion('type', [
  z.strictObject({
    id: z.int(),
    type: z.literal('progress'),
    received: z.number().nonnegative(),
    total: z.number().nonnegative()
  }),
  z.strictObject({
    id: z.int(),
    type: z.literal('done'),
    address: z
      .string()
      .max(8192)
      .regex(/^https?:\/\//),
    mediaType: z.string().max(200),
    charset: z.string().max(40),
    bytes: z.instanceof(Uint8Array)
  }),
  z.strictObject({
    id: z.int(),
    type: z.literal('failed'),
    code: z.enum(errorCodes),
    key: Key,
    values: z.record(z.string().max(100), z.union([z.string().max(10_000), z.number()]))
  })
])
export type FromNetwork = z.infer<typeof FromNetworkSchema>
