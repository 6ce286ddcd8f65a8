/** Who changes something, and when: noted in every row that is written. */
export interface Stamp {
  /** Milliseconds since 1970. */
  now: number
  deviceId: string
}
