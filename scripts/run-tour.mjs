import { onVirtualDisplay } from './display.mjs'
import { at } from './paths.mjs'
import { runWindowScript } from './run-on-electron.mjs'

/** The main job, scripted in the built app: each step said aloud, screenshots in out/tour/. */
export const runTour = (/** @type {readonly string[]} */ args = []) =>
  onVirtualDisplay((env) => runWindowScript([at('e2e/tour.ts'), ...args], env))
