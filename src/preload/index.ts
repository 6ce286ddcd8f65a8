import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  type Bridge,
  CALL_CHANNEL,
  EVENT_CHANNEL,
  eventNames,
  LAST_ANSWER,
  PAINTED_CHANNEL
} from '../shared/bridge.ts'
import type { EventName, Events } from '../shared/contract.ts'

// Main has it ready while the page's scripts are still being read.
const firstScreen: Bridge['firstScreen'] = ipcRenderer.invoke(CALL_CHANNEL, 'app.firstScreen', {})

/**
 * Keeps what main tells before the page listens: what changes after that first answer, and what is chosen in the
 * menu, would never be heard of.
 * @returns tells the first who listens, once
 */
function keepUnheard<E extends EventName>(event: E) {
  const unheard: Events[E][] = []
  const collect = (_: unknown, name: unknown, payload: unknown) => {
    if (name === event) unheard.push(payload as Events[E])
  }
  ipcRenderer.on(EVENT_CHANNEL, collect)
  return (listener: (payload: Events[E]) => void) => {
    ipcRenderer.removeListener(EVENT_CHANNEL, collect)
    for (const payload of unheard.splice(0)) queueMicrotask(() => listener(payload))
  }
}

const tellChanges = keepUnheard('data.changed')
const tellCommands = keepUnheard('command.run')

/*
 * Loads what the first words and the first numbers need: the system's face, which another process finds, and Chromium's
 * tables of languages where nothing was written ahead. It has been read by then, and its scripts are on their way.
 */
document.addEventListener(
  'readystatechange',
  () => {
    if (!document.getElementById(LAST_ANSWER)) new Intl.NumberFormat('en').format(0)
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')!
    for (const weight of [400, 600]) {
      canvas.font = `${weight} 13px system-ui`
      canvas.measureText('Lectern')
    }
  },
  { once: true }
)

// Main has much to do, which would keep the page from being painted: it begins with that afterwards.
new PerformanceObserver((entries) => {
  if (entries.getEntriesByName('first-contentful-paint').length > 0) ipcRenderer.send(PAINTED_CHANNEL)
}).observe({ type: 'paint' })

const bridge: Bridge = {
  firstScreen,
  invoke: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  on(event, listener) {
    if (!eventNames.includes(event)) throw new Error('There is no such event')
    if (event === 'data.changed') tellChanges(listener as (payload: Events['data.changed']) => void)
    if (event === 'command.run') tellCommands(listener as (payload: Events['command.run']) => void)
    // The Electron event stays on this side of the bridge.
    const receive = (_: unknown, name: unknown, payload: unknown) => {
      if (name === event) listener(payload as never)
    }
    ipcRenderer.on(EVENT_CHANNEL, receive)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive)
    }
  },
  pathOf: (file) => webUtils.getPathForFile(file as File)
}

contextBridge.exposeInMainWorld('lectern', bridge)
