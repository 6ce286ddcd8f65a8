interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** The way to the process that started this one: inside Electron a utility process's, elsewhere a child process's. */
export function connectToParent<Said, Heard>(): {
  send: (message: Said) => void
  listen: (on: (message: Heard) => void) => void
} {
  // Only there in a utility process (Electron adds it to `process`).
  const port = (process as { parentPort?: ParentPort }).parentPort
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      listen: (on) => port.on('message', (event) => on(event.data as Heard))
    }
  }
  // Without its parent this process has no purpose.
  process.on('disconnect', () => process.exit(0))
  return {
    send: (message) => process.send?.(message),
    listen: (on) => process.on('message', (message) => on(message as Heard))
  }
}
