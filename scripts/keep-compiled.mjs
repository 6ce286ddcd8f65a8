import { flushCompileCache } from 'node:module'
import { afterAll } from 'vitest'

// Node keeps what it has compiled when a process ends; Vitest ends its own by a signal, with which nothing is
// kept. Without this every file of tests compiles jsdom, React and zod anew.
afterAll(() => flushCompileCache())
