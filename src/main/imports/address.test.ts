import { Buffer } from 'node:buffer'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createNetwork } from '../network/network.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words =
  'The ferry leaves at seven and comes back when the tide allows, which nobody can say beforehand. '
const page = (more: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferries</title></head><body><article><h1>Ferries</h1><p>${words.repeat(5)}</p>${more}<p>${words.repeat(5)}</p></article></body></html>`
const figure = (source: string) =>
  `<figure><img src="${source}" alt="A boat"><figcaption>The boat at ${source.slice(1, 5)}</figcaption></figure>`

let asked: string[] = []
let serving = true
const html = (response: ServerResponse, text: string) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end(text)
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/ferries')
    html(
      response,
      page(
        figure('/boat.png') +
          figure('/missing.png') +
          figure('/liar.png') +
          figure('http://10.0.0.1/inside.png')
      )
    )
  else if (request.url === '/moved') response.writeHead(301, { location: '/ferries' }).end()
  else if (request.url === '/boat.png' && serving)
    response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  else if (request.url === '/liar.png')
    response.writeHead(200, { 'content-type': 'image/png' }).end('<script>alert(1)</script>')
  else if (request.url === '/never') response.writeHead(200, { 'content-type': 'text/html' }).write('<p>')
  else if (request.url === '/table.csv') response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b')
  else response.writeHead(404).end()
})
let base = ''
let test: TestApp
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  test = testApp({ network: createNetwork({ allowLoopback: true }) })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await test.close()
})

const add = async (address: string) =>
  (await test.call('imports.address', { batchId: crypto.randomUUID(), address })).results[0]!
const htmlOf = (articleId: string) =>
  test.app.context.db
    .prepare<[string], string>(
      'SELECT v.html FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?'
    )
    .pluck()
    .get(articleId)!

it('adds a page with its pictures, and asks nobody inside', async () => {
  const result = await add(`${base}/moved`)
  expect(result).toMatchObject({ status: 'added', title: 'Ferries', file: `${base}/moved` })
  expect(await test.call('articles.get', { articleId: result.articleId! })).toMatchObject({
    url: `${base}/ferries`
  })
  const stored = htmlOf(result.articleId!)
  expect(stored.match(/<img src="asset:/g)).toHaveLength(1)
  expect(stored.match(/missing-image/g)).toHaveLength(3)
  expect(asked.sort()).toEqual(['/boat.png', '/ferries', '/liar.png', '/missing.png', '/moved'])
  expect(test.bugs).toEqual([])
})

it('the same address again is here already', async () => {
  expect(await add(`${base}/ferries`)).toMatchObject({ status: 'already-here' })
})

it('loads later what was missing, and the words and highlights stay where they are', async () => {
  serving = false
  const articleId = await test.add(
    page(`<link rel="canonical" href="${base}/kept">${figure('/boat.png')}${figure('/missing.png')}`),
    'kept.html'
  )
  serving = true
  const before = await test.read(articleId)
  asked = []
  const load = () => test.call('imports.pictures', { batchId: crypto.randomUUID(), articleId })
  expect(await load()).toEqual({ loaded: 1, missing: 1 })
  expect(asked.sort()).toEqual(['/boat.png', '/missing.png'])
  expect(htmlOf(articleId)).toMatch(
    new RegExp(`<img src="asset://image/[0-9a-f]{64}" data-url="${base}/boat.png"`)
  )
  expect(await test.read(articleId)).toEqual(before)
  // What is here is not asked for again.
  asked = []
  expect(await load()).toEqual({ loaded: 0, missing: 1 })
  expect(asked).toEqual(['/missing.png'])
  expect(test.bugs).toEqual([])
})

it('cuts a text with new pictures where it was cut before, by whatever version of Lectern', async () => {
  const articleId = await test.add(
    page(`<link rel="canonical" href="${base}/cut">${figure('/boat.png')}<hr><p>The tide was out.</p>`),
    'cut.html'
  )
  const { db } = test.app.context
  const { id, html, body_end } = db
    .prepare<[string], { id: string; html: string; body_end: number }>(
      'SELECT v.id, v.html, v.body_end FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?'
    )
    .get(articleId)!
  // One section for each block, which this version would not do.
  const ends = [...html.matchAll(/\n|$/g)].map(({ index }) => Math.min(index + 1, html.length))
  const starts = ends.map((_, at) => (at === 0 ? 0 : ends[at - 1]!))
  const placeOf = (at: number) =>
    at === html.length ? body_end : Number(/data-at="(\d+)"/.exec(html.slice(at))?.[1] ?? body_end)
  const cut = starts.map((from, at) => [from, ends[at]!, placeOf(from), placeOf(ends[at]!)] as const)
  expect(cut).toHaveLength(5)
  db.prepare('UPDATE article_versions SET sections = ? WHERE id = ?').run(JSON.stringify(cut), id)

  expect(await test.call('imports.pictures', { batchId: crypto.randomUUID(), articleId })).toMatchObject({
    loaded: 1
  })
  const filled = htmlOf(articleId)
  const sections = JSON.parse(
    db.prepare<[string], string>('SELECT sections FROM article_versions WHERE id = ?').pluck().get(id)!
  ) as number[][]
  expect(sections).toHaveLength(5)
  const pieces = sections.map(([from, to]) => filled.slice(from, to))
  expect(pieces.join('')).toBe(filled)
  expect(pieces[1]).toMatch(/^<figure><img src="asset:/)
  expect(pieces.toSpliced(1, 1)).toEqual(cut.map(([from, to]) => html.slice(from, to)).toSpliced(1, 1))
})

it.each([
  ['/nowhere', /no such page \(404\)/],
  ['/table.csv', /not a text \(text\/csv\)/]
])('says why %s cannot be had, and adds nothing', async (path, sentence) => {
  const count = (await test.call('articles.counts', {})).all
  const result = await add(base + path)
  expect(result).toMatchObject({ status: 'failed', articleId: null })
  expect(result.message).toMatch(sentence)
  expect((await test.call('articles.counts', {})).all).toBe(count)
})

it('stops when told to', async () => {
  const batchId = crypto.randomUUID()
  const running = test.call('imports.address', { batchId, address: `${base}/never` })
  await new Promise((done) => setTimeout(done, 400))
  await test.call('imports.cancel', { batchId })
  const { results } = await running
  expect(results[0]).toMatchObject({ status: 'failed' })
  expect(await test.call('imports.active', {})).toEqual([])
})

it('by default this machine is no web site', async () => {
  const closed = testApp({ network: createNetwork() })
  const { results } = await closed.call('imports.address', {
    batchId: crypto.randomUUID(),
    address: `${base}/ferries`
  })
  expect(results[0]).toMatchObject({ status: 'failed' })
  expect(results[0]!.message).toMatch(/on this computer or inside its network/)
  await closed.close()
})
