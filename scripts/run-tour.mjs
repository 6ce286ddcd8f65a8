import { onVirtualDisplay } from './display.mjs'
import { at } from './paths.mjs'
import { runOnElectronNode, windowTestEnv } from './run-on-electron.mjs'

/** The app the tour starts would inherit this variable, and then be a Node too instead of opening a window. */
const FORGET_NODE_MODE = 'data:text/javascript,delete process.env.ELECTRON_RUN_AS_NODE'

/** The main job, scripted in the built app: each step said aloud, screenshots in out/tour/. */
export const runTour = (/** @type {readonly string[]} */ args = []) =>
  onVirtualDisplay((env) =>
    runOnElectronNode(['--import', FORGET_NODE_MODE, at('e2e/tour.ts'), ...args], { env: windowTestEnv(env) })
  )
