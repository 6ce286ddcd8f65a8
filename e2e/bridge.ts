import type { ElectronApplication, Page } from '@playwright/test'
import { type Bridge, unpackReply } from '../src/shared/bridge.ts'
import type { Input, MethodName, Output, Reply } from '../src/shared/contract.ts'

declare global {
  interface Window {
    /** Set by the preload. */
    readonly lectern: Bridge
  }
}

/** Sends anything to main through the window's own bridge, also what the contract forbids. */
export async function call(page: Page, method: string, input: unknown): Promise<Reply> {
  return unpackReply(
    await page.evaluate(([name, given]) => window.lectern.invoke(name, given), [method, input] as const)
  )
}

/** Asks main as the window does. Throws with main's sentence when it says no. */
export async function ask<M extends MethodName>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  const reply = await call(page, method, input)
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code}, ${reply.error.message}`)
  // Main has checked the value against the contract's output schema.
  return reply.value as Output<M>
}

/** Sets the library's clock forward, in whole days from today. */
export async function travel(electron: ElectronApplication, days: number): Promise<void> {
  await electron.evaluate((_electron, shift) => {
    process.env.LECTERN_CLOCK_SHIFT = String(shift)
  }, days * 86_400_000)
}
