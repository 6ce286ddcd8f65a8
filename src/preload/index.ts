import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Bridge, CALL_CHANNEL, EVENT_CHANNEL, eventNames } from '../shared/bridge.ts'

const bridge: Bridge = {
  invoke: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  on(event, listener) {
    if (!eventNames.includes(event)) throw new Error('There is no such event')
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
