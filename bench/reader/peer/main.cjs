/*
 * The least an Electron app can be, to measure against: `--hello` opens a window that says hello; without
 * it the window holds a frame and shows plain pages in it, with the faces and the stylesheet of Lectern's
 * reading page. PEER_PAGES is the folder of the pages, PEER_STYLES that of the stylesheets.
 */
const { app, BrowserWindow, protocol } = require('electron')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const isHello = process.argv.includes('--hello')
if (process.env.PEER_HOME) app.setPath('userData', process.env.PEER_HOME)
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'peer', privileges: { standard: true, secure: true, stream: true } }
])

const html = (body) => new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })

app.whenReady().then(() => {
  protocol.handle('peer', (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/hello') return html('<!doctype html><title>Hello</title><h1>Hello, world</h1>')
    if (pathname === '/host')
      return html(
        '<!doctype html><title>Peer</title><body style="margin:0"><iframe title="page" style="position:absolute;inset:0;width:100%;height:100%;border:0"></iframe>'
      )
    if (pathname.startsWith('/page/')) {
      const body = readFileSync(join(process.env.PEER_PAGES, `${pathname.slice(6)}.html`), 'utf8')
      return html(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="stylesheet" href="/fonts/faces.css"><link rel="stylesheet" href="/reading.css"></head><body><main>${body}</main></body></html>`
      )
    }
    const type = pathname.endsWith('.css') ? 'text/css' : 'font/woff2'
    return new Response(readFileSync(join(process.env.PEER_STYLES, pathname)), {
      headers: { 'content-type': type }
    })
  })
  const window = new BrowserWindow({
    width: 1200,
    height: 820,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false }
  })
  window.once('ready-to-show', () => window.show())
  window.loadURL(isHello ? 'peer://x/hello' : 'peer://x/host')
})
app.on('window-all-closed', () => app.quit())
