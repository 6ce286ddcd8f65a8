import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on this machine that nobody may ask, but for the pages it is told to give. */
export interface CanaryServer {
  /** Without a slash at its end. */
  address: string
  /** Paths that were asked for and are not among `pages`. */
  asked: string[]
  /** Pages to give, by path. */
  pages: Map<string, string>
  close(): void
}

export function canaryServer(): Promise<CanaryServer> {
  const asked: string[] = []
  const pages = new Map<string, string>()
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    if (page === undefined) asked.push(`${request.method} ${request.url}`)
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(page ?? '')
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({
        address: `http://127.0.0.1:${port}`,
        asked,
        pages,
        close() {
          server.closeAllConnections()
          server.close()
        }
      })
    })
  })
}
