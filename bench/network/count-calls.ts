/** Calls of a trace that would have sent something beyond this process's machine-local sockets. */
export interface NetworkCalls {
  /** connect, sendto, sendmsg and sendmmsg to an address of AF_INET or AF_INET6. */
  outward: string[]
  /** The same calls to anything else: Unix sockets between the app's own processes, the display. */
  local: number
  /** listen. */
  listens: number
}

/** Reads the lines `strace -f -e trace=network` wrote. */
export function countCalls(trace: string): NetworkCalls {
  const found: NetworkCalls = { outward: [], local: 0, listens: 0 }
  for (const line of trace.split('\n')) {
    if (/\blisten\(/.test(line)) found.listens++
    if (!/\b(?:connect|sendto|sendmsg|sendmmsg)\(/.test(line)) continue
    if (/sa_family=AF_INET6?\b/.test(line)) found.outward.push(line)
    else found.local++
  }
  return found
}
