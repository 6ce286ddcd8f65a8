import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type RunningApp, startApp, test } from './app.ts'
import { ask } from './bridge.ts'

/** Socket inodes of a process that listen, by the kernel's own tables. */
function listeningSockets(pid: number): string[] {
  const listening = new Set<string>()
  for (const table of ['tcp', 'tcp6']) {
    for (const line of readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/)
      // State 0A is LISTEN.
      if (fields[3] === '0A' && fields[9]) listening.add(fields[9])
    }
  }
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
      return inode && listening.has(inode) ? [inode] : []
    } catch {
      return []
    }
  })
}

const request = (app: RunningApp, url: string, method = 'GET') =>
  app.electron.evaluate(
    async ({ session }, [target, verb]) => {
      const answer = await session.defaultSession.fetch(target!, {
        method: verb!,
        bypassCustomProtocolHandlers: false
      })
      return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '' }
    },
    [url, method]
  )

test('every web contents is locked down', async ({ app }) => {
  const settings = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in the public types; read here so that the real settings are tested, not what was asked for.
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      return getLastWebPreferences.call(contents)
    })
  )
  expect(settings.length).toBeGreaterThan(0)
  for (const one of settings) {
    expect(one).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false
    })
    for (const name of [
      'webviewTag',
      'experimentalFeatures',
      'allowRunningInsecureContent',
      'nodeIntegrationInSubFrames'
    ]) {
      expect(one[name] ?? false, name).toBe(false)
    }
    expect(one.enableBlinkFeatures ?? '').toBe('')
  }
})

test('the window may load only itself and connect nowhere; nothing of Node or Electron is in it', async ({
  app
}) => {
  const { status, policy } = await request(app, 'app://lectern/')
  expect(status).toBe(200)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("connect-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  const seen = await app.page.evaluate(async () => {
    const outcome: Record<string, unknown> = {
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      bridge: Object.keys(window.lectern).sort()
    }
    try {
      await fetch('https://example.com/')
      outcome.fetch = 'answered'
    } catch {
      outcome.fetch = 'refused'
    }
    try {
      document.body.insertAdjacentHTML('beforeend', '<i>x</i>')
      outcome.html = 'written'
    } catch {
      outcome.html = 'refused'
    }
    outcome.opened = window.open('https://example.com/') !== null
    const before = location.href
    location.href = 'https://example.com/'
    await new Promise((done) => setTimeout(done, 200))
    outcome.stayed = location.href === before
    return outcome
  })
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    bridge: ['firstScreen', 'invoke', 'on', 'pathOf'],
    fetch: 'refused',
    html: 'refused',
    opened: false,
    stayed: true
  })
})

test('no session, now or later, checks spelling, keeps a permission or saves a download', async ({ app }) => {
  const seen = await app.electron.evaluate(async ({ session, webContents }) => {
    const later = session.fromPartition('made-later')
    const [contents] = webContents.getAllWebContents()
    // Until the proxy is set, requests are cancelled by the other layer.
    await new Promise((done) => setTimeout(done, 300))
    return {
      languages: [session.defaultSession, later].map((one) => one.getSpellCheckerLanguages()),
      enabled: [session.defaultSession, later].map((one) => one.isSpellCheckerEnabled()),
      webrtc: contents!.getWebRTCIPHandlingPolicy(),
      proxies: await Promise.all(
        [session.defaultSession, later].map((one) => one.resolveProxy('https://example.com/'))
      )
    }
  })
  expect(seen).toEqual({
    languages: [[], []],
    enabled: [false, false],
    webrtc: 'disable_non_proxied_udp',
    proxies: ['PROXY 127.0.0.1:9', 'PROXY 127.0.0.1:9']
  })
  const permissions = await app.page.evaluate(async () => {
    const states: string[] = []
    for (const name of [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi'
    ] as const) {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      states.push(state)
    }
    return states
  })
  expect(permissions).not.toContain('granted')
})

test('the protocols serve what is ours by id, and nothing else', async ({ app }) => {
  for (const url of [
    'app://lectern/../package.json',
    'app://lectern/%2e%2e/package.json',
    'app://lectern/..%2fmain/index.js',
    'app://lectern/%2e%2e%2fmain%2findex.js',
    'app://lectern/..%5cmain%5cindex.js',
    'app://lectern/index.html%00.png',
    'app://lectern//etc/passwd',
    'app://elsewhere/index.html',
    'app://lectern/read/01890a5d-ac96-774b-bcce-b302099a8057',
    'app://lectern/read/../index.html%00',
    'asset://image/../library.sqlite',
    `asset://image/${'0'.repeat(64)}`,
    `asset://other/${'0'.repeat(64)}`,
    'asset://image/%2e%2e%2flibrary.sqlite'
  ]) {
    expect((await request(app, url)).status, url).toBe(404)
  }
  expect((await request(app, 'app://lectern/', 'POST')).status).toBe(405)
})

test('no other window and no other page may call main', async ({ app }) => {
  const replies = await app.electron.evaluate(async ({ BrowserWindow, app: self }) => {
    const results: unknown[] = []
    for (const url of ['app://lectern/', 'about:blank']) {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          sandbox: true,
          contextIsolation: true,
          preload: `${self.getAppPath()}/out/preload/index.cjs`
        }
      })
      await stranger.loadURL(url)
      results.push(
        await stranger.webContents.executeJavaScript("window.lectern.invoke('articles.counts', {})")
      )
      stranger.destroy()
    }
    return results
  })
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } })
})

test('an article can run nothing, reach nothing and ask nothing', async ({ app }) => {
  const file = join(app.folder, 'hostile.html')
  writeFileSync(
    file,
    `<!doctype html><title>&lt;img src=x onerror="window.top.pwned=1"&gt;</title><article>
     <h1>Hostile</h1>
     <p>Words enough for an article that somebody might really want to keep and read again some day, and more words.</p>
     <script>window.top.pwned = 1; fetch('https://example.com')</script>
     <img src="https://example.com/pixel.png" onerror="window.top.pwned=2">
     <p onclick="window.top.pwned=3"><a href="javascript:window.top.pwned=4">a link</a> <a href="https://example.com/">out</a></p>
     <iframe src="https://example.com"></iframe><form action="https://example.com"><input name=x></form>
     <style>@import url(https://example.com/x.css); p { background: url(https://example.com/y.png) }</style>
     <svg onload="window.top.pwned=5"><script>window.top.pwned=6</script></svg>
     <p>And another paragraph of plain words, so that the extractor finds something to keep of this page at all.</p></article>`
  )
  const { results } = await ask(app.page, 'imports.files', { batchId: crypto.randomUUID(), paths: [file] })
  const articleId = results[0]!.articleId!
  expect(articleId).toBeTruthy()
  await app.page.reload()
  const { id: versionId } = (await ask(app.page, 'reading.open', { articleId })).version
  const { policy } = await request(app, `app://lectern/read/${versionId}`)
  expect(policy).toContain('sandbox allow-same-origin;')
  expect(policy).toContain("default-src 'none'")
  const found = await app.page.evaluate(async (id) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-same-origin')
    frame.src = `/read/${id}`
    const loaded = new Promise((done) => frame.addEventListener('load', done))
    document.body.append(frame)
    await loaded
    const inside = frame.contentDocument!
    // Even a payload that got past the sanitiser could not run.
    const script = inside.createElement('img')
    script.setAttribute('onerror', 'window.top.pwned = 7')
    script.src = 'https://example.com/none.png'
    inside.body.append(script)
    // Links to the web are the reader's business (reader.spec.ts); anything else must not be a link at all.
    const strange = [...inside.querySelectorAll('a')].filter(
      (link) => !/^(https?|mailto):|^#/.test(link.getAttribute('href') ?? '#')
    )
    await new Promise((done) => setTimeout(done, 300))
    return {
      pwned: (window as { pwned?: unknown }).pwned,
      bridge: typeof (frame.contentWindow as { lectern?: unknown }).lectern,
      stayed: frame.contentWindow!.location.href.includes(id),
      strange: strange.length,
      elements: [...inside.querySelectorAll('script, iframe, form, input, style, svg, object, embed')].length,
      handlers: [...inside.querySelectorAll('main *')]
        .flatMap((e) => e.getAttributeNames())
        .filter((n) => n.startsWith('on'))
    }
  }, versionId)
  expect(found).toEqual({
    pwned: undefined,
    bridge: 'undefined',
    stayed: true,
    strange: 0,
    elements: 0,
    handlers: []
  })
})

test('what is not of the window is stopped before it is asked for, whatever it begins with', async ({
  app
}) => {
  const errors = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false })
    const found: Record<string, string> = {}
    for (const address of [
      'http://127.0.0.1:9/',
      'https://app.example/',
      'file:///etc/hostname',
      'chrome://version/'
    ]) {
      found[address] = await window.loadURL(address).then(
        () => 'loaded',
        (error: { code: string }) => error.code
      )
    }
    window.destroy()
    return found
  })
  // The second layer, a closed port, would say otherwise.
  expect(new Set(Object.values(errors)), JSON.stringify(errors)).toEqual(new Set(['ERR_BLOCKED_BY_CLIENT']))
})

test('a whole session opens no port and asks no host', async () => {
  const log = join('out', `net-log-${process.pid}.json`)
  const app = await startApp({ args: [`--log-net-log=${log}`] })
  await expect(app.page.getByText('Welcome to Lectern').first()).toBeVisible()
  const pids = await app.electron.evaluate(({ app: self }) =>
    self.getAppMetrics().map((metric) => metric.pid)
  )
  if (process.platform === 'linux') {
    // Playwright itself opens the debugging port it drives the app through; it is the only one.
    const open = new Set(pids.flatMap((pid) => listeningSockets(pid)))
    const debugging = (
      await app.electron.evaluate(() => process.argv.concat(process.execArgv).join(' '))
    ).match(/--(inspect|remote-debugging-port)/g)
    expect(open.size).toBeLessThanOrEqual(debugging?.length ?? 0)
  }
  await app.close()
  const text = readFileSync(log, 'utf8')
  const addresses = [...text.matchAll(/"(?:url|host|hostname)":"([^"]+)"/g)].map((match) => match[1]!)
  const outside = addresses.filter(
    (address) => !/^(app|asset|devtools|blob|data|chrome):|^127\.0\.0\.1|^localhost/.test(address)
  )
  expect(outside).toEqual([])
})
