/*
 * Loaded into an app's main process with Electron's `-r`: prints `painted <ms since 1970>` once what
 * START_SELECTOR names is on screen in its first window, then ends the app. It asks from the frame's own
 * side, in a world of its own, so that neither app has to know that it is being measured.
 */
const { app } = require('electron')

const code = `new Promise((done) => {
  const look = () => {
    if (!document.querySelector(${JSON.stringify(process.env.START_SELECTOR)})) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done(performance.timeOrigin + performance.now())
      port2.postMessage(0)
    })
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    contents.executeJavaScriptInIsolatedWorld(999, [{ code }]).then((at) => {
      process.stdout.write(`painted ${at}\n`)
      setTimeout(() => app.quit(), 300)
    })
  })
})
