// The control: a window as Electron gives it, without any of Lectern's walls, showing pages as they are.
const { app, BrowserWindow, session } = require('electron')

app.whenReady().then(() => {
  globalThis.left = []
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    // Nothing leaves this machine from here, either.
    const isOurs = /^(?:https?:\/\/127\.0\.0\.1[:/]|data:|blob:|about:|devtools:)/.test(url)
    answer({ cancel: !isOurs })
  })
  const window = new BrowserWindow({ show: false, webPreferences: { spellcheck: false } })
  window.webContents.setWindowOpenHandler(({ url }) => {
    globalThis.left.push(`window ${url.slice(0, 100)}`)
    return { action: 'deny' }
  })
  // What a page sends the whole window to would end the count.
  window.webContents.on('will-navigate', (event) => {
    event.preventDefault()
    globalThis.left.push('navigation')
  })
  window.webContents.session.on('will-download', (event) => {
    event.preventDefault()
    globalThis.left.push('download')
  })
  void window.loadURL('about:blank')
})
