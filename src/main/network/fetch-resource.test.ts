import { Buffer } from 'node:buffer'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetcher, type FetchLimits, type Resolve } from './fetch-resource.ts'

/** Answers by path; everything that was asked is kept. */
const asked: { path: string; headers: IncomingMessage['headers']; method: string | undefined }[] = []
const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
  '/page': (response) => {
    response.setHeader('set-cookie', 'who=you; Path=/')
    response.setHeader('content-type', 'text/html; charset="ISO-8859-1"')
    response.end(Buffer.from('<p>caf\xe9</p>', 'latin1'))
  },
  '/packed': (response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync('<p>packed</p>'))
  },
  '/bomb': (response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-encoding', 'gzip')
    response.end(gzipSync(Buffer.alloc(5_000_000)))
  },
  '/large': (response) => {
    response.setHeader('content-type', 'text/html')
    // Nothing says how much will come.
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(50_000, 'a'))) {
        // On and on, as long as it is taken.
      }
    }
    response.on('drain', more)
    more()
  },
  '/stated': (response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-length', '999999999')
    response.write('x')
  },
  '/slow': (response) => {
    response.setHeader('content-type', 'text/html')
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  },
  '/silent': () => {},
  '/cut': (response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-length', '500')
    response.write('half')
    setTimeout(() => response.destroy(), 20)
  },
  '/film': (response) => {
    response.setHeader('content-type', 'video/mp4')
    response.end('x')
  },
  '/strange': (response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-encoding', 'rot13')
    response.end('x')
  },
  '/login': (response) => response.writeHead(403).end('no'),
  '/gone': (response) => response.writeHead(410).end('no'),
  '/busy': (response) => response.writeHead(503).end('no'),
  '/broken': (response) => response.writeHead(500).end('no'),
  '/once': (response) => response.writeHead(302, { location: '/page#part' }).end(),
  '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
  '/inside': (response) => response.writeHead(302, { location: `http://127.0.0.2:${port}/page` }).end(),
  '/inside-name': (response) =>
    response.writeHead(302, { location: `http://inside.example:${port}/page` }).end(),
  '/metadata': (response) => response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(),
  '/file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/password': (response) => response.writeHead(302, { location: `http://a:b@127.0.0.1:${port}/page` }).end()
}
const server = createServer((request, response) => {
  asked.push({ path: request.url ?? '', headers: request.headers, method: request.method })
  const answer = answers[request.url ?? '']
  if (answer) answer(response, request)
  else response.writeHead(404).end()
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const names: Record<string, string[]> = {
  'outside.example': ['127.0.0.1'],
  'inside.example': ['127.0.0.2'],
  'both.example': ['127.0.0.1', '10.0.0.1']
}
let lookups: string[] = []
const resolve: Resolve = (name, _options, callback) => {
  lookups.push(name)
  const found = names[name]
  if (!found) callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), [])
  else
    callback(
      null,
      found.map((address) => ({ address, family: 4 }))
    )
}
const small: FetchLimits = { bytes: 1_000_000, deadlineMs: 600, silenceMs: 300, redirects: 3 }
/** 127.0.0.1 stands for the public internet, everything else is inside. */
const outside = () =>
  createFetcher({
    isAllowed: (address) => address === '127.0.0.1',
    resolve,
    limits: { page: small, picture: small }
  })
const get = (path: string, host = 'outside.example', signal?: AbortSignal) =>
  outside().fetch(`http://${host}:${port}${path}`, 'page', signal ? { signal } : {})
const refusal = (code: string, words: string) => ({
  name: 'AppError',
  code,
  sentence: expect.objectContaining({ key: `errors.network.${words}` })
})

it('fetches a page with what the server says of it, and says nothing of the reader', async () => {
  const fetcher = outside()
  const before = asked.length
  const page = await fetcher.fetch(`http://outside.example:${port}/page#part`, 'page')
  expect(page).toMatchObject({
    address: `http://outside.example:${port}/page`,
    mediaType: 'text/html',
    charset: 'iso-8859-1'
  })
  expect(Buffer.from(page.bytes).toString('latin1')).toBe('<p>caf\xe9</p>')
  // The cookie that came with the first answer does not go with the second question.
  await fetcher.fetch(`http://outside.example:${port}/page`, 'page')
  expect(asked).toHaveLength(before + 2)
  for (const { headers, method } of asked.slice(before)) {
    expect(method).toBe('GET')
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent'
    ])
  }
  fetcher.close()
})

it('unpacks, and follows redirects to where they lead', async () => {
  expect(Buffer.from((await get('/packed')).bytes).toString()).toBe('<p>packed</p>')
  expect((await get('/once')).address).toBe(`http://outside.example:${port}/page`)
})

describe('goes nowhere inside', () => {
  it.each([
    ['a literal address', () => get('/page', '127.0.0.2')],
    ['a name that leads there', () => get('/page', 'inside.example')],
    ['a name that leads there, too', () => get('/page', 'both.example')],
    ['a redirect to an address', () => get('/inside')],
    ['a redirect to a name', () => get('/inside-name')],
    ['a redirect to a cloud’s metadata', () => get('/metadata')]
  ])('by %s', async (_way, go) => {
    const before = asked.filter(({ path }) => path === '/page').length
    await expect(go()).rejects.toMatchObject(refusal('forbidden', 'local'))
    expect(asked.filter(({ path }) => path === '/page')).toHaveLength(before)
  })

  it('by a redirect to another kind of address', async () => {
    await expect(get('/file')).rejects.toMatchObject(refusal('forbidden', 'notAWebAddress'))
    await expect(get('/password')).rejects.toMatchObject(refusal('forbidden', 'password'))
  })

  it('by a name that means something else the next moment', async () => {
    let times = 0
    const fetcher = createFetcher({
      isAllowed: (address) => address === '127.0.0.1',
      resolve: (_name, _options, callback) =>
        callback(null, [{ address: times++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }])
    })
    // Checked and connected to in one look: there is no second one for this connection.
    await fetcher.fetch(`http://rebinding.example:${port}/page`, 'page')
    expect(times).toBe(1)
    fetcher.close()
    // A new connection looks again, and is checked again.
    await expect(fetcher.fetch(`http://rebinding.example:${port}/page`, 'page')).rejects.toMatchObject(
      refusal('forbidden', 'local')
    )
  })

  it.each(['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '2130706433', '127.1', '[::ffff:127.0.0.1]', '0'])(
    'by %s, as it really is',
    async (host) => {
      const before = asked.length
      await expect(createFetcher().fetch(`http://${host}:${port}/page`, 'page')).rejects.toMatchObject(
        refusal('forbidden', 'local')
      )
      expect(asked).toHaveLength(before)
    }
  )
})

describe('says why not', () => {
  it.each([
    ['/bomb', 'too-large', 'tooLarge'],
    ['/large', 'too-large', 'tooLarge'],
    ['/stated', 'too-large', 'tooLarge'],
    ['/slow', 'timeout', 'tooSlow'],
    ['/silent', 'timeout', 'tooSlow'],
    ['/cut', 'unreadable', 'cutShort'],
    ['/film', 'unsupported', 'notAText'],
    ['/strange', 'unreadable', 'packing'],
    ['/round', 'unreadable', 'redirects'],
    ['/login', 'forbidden', 'login'],
    ['/gone', 'not-found', 'gone'],
    ['/nowhere', 'not-found', 'gone'],
    ['/busy', 'busy', 'busy'],
    ['/broken', 'unreadable', 'status']
  ])('%s', async (path, code, words) => {
    await expect(get(path)).rejects.toMatchObject(refusal(code, words))
  })

  it('when nobody is there', async () => {
    await expect(get('/page', 'nobody.example')).rejects.toMatchObject(refusal('not-found', 'noSuchHost'))
    const fetcher = createFetcher({ isAllowed: (address) => address === '127.0.0.1', resolve })
    await expect(fetcher.fetch('http://outside.example:9/', 'page')).rejects.toMatchObject(
      refusal('unreadable', 'unreachable')
    )
  })

  it('and stops when told to', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    await expect(get('/slow', 'outside.example', controller.signal)).rejects.toMatchObject({
      name: 'AppError'
    })
  })
})

it('a picture is a picture', async () => {
  await expect(outside().fetch(`http://outside.example:${port}/page`, 'picture')).rejects.toMatchObject(
    refusal('unsupported', 'notAPicture')
  )
})

it('each connection looks a name up once', async () => {
  lookups = []
  await get('/page')
  expect(lookups).toEqual(['outside.example'])
})
