/*
 * Loaded into an app's main process with Electron's `-r`: prints `painted <ms since 1970>` once what
 * START_SELECTOR names is on screen in its first window, then `there <ms>` for START_THERE where that is set, and
 * ends the app. It asks from the frame's own side, in a world of its own, so that neither app has to know that it
 * is being measured.
 */
const { app } = require('electron')

const onScreen = (selector) => `new Promise((done) => {
  const look = () => {
    if (!document.querySelector(${JSON.stringify(selector)})) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done(performance.timeOrigin + performance.now())
      port2.postMessage(0)
    })
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    const when = (selector) => contents.executeJavaScriptInIsolatedWorld(999, [{ code: onScreen(selector) }])
    const { START_SELECTOR, START_THERE } = process.env
    const there = START_THERE && when(START_THERE)
    process.stdout.write(`painted ${await when(START_SELECTOR)}\n`)
    if (there) process.stdout.write(`there ${await there}\n`)
    setTimeout(() => app.quit(), 300)
  })
})
