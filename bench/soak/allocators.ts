import { readFileSync, rmSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'
import type { Census } from './census.ts'

interface MemoryDump {
  ph: string
  pid: number
  args?: {
    dumps?: {
      allocators?: Record<string, { attrs?: { size?: { value?: string } } }>
      process_totals?: { resident_set_bytes?: string; private_footprint_bytes?: string }
    }
  }
}

/**
 * Bytes of the window's process by what took them (Chromium's own count, `memory-infra`): the heap of JavaScript,
 * Blink's objects, fonts, pictures, what is kept for the inspector.
 */
export async function windowAllocators(electron: ElectronApplication): Promise<Census> {
  const { file, pid } = await electron.evaluate(async ({ contentTracing, BrowserWindow }) => {
    await contentTracing.startRecording({
      included_categories: ['-*', 'disabled-by-default-memory-infra'],
      memory_dump_config: { triggers: [{ mode: 'detailed', periodic_interval_ms: 700 }] }
    } as never)
    await new Promise((done) => setTimeout(done, 2000))
    const file = await contentTracing.stopRecording()
    return { file, pid: BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId() }
  })
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: MemoryDump[] }
  rmSync(file)
  const census = new Map<string, number>()
  for (const { ph, pid: of, args } of traceEvents) {
    if (ph !== 'v' || of !== pid || !args?.dumps) continue
    for (const [name, { attrs }] of Object.entries(args.dumps.allocators ?? {})) {
      // One level below the kind is enough to know whose it is.
      if (name.split('/').length > 3 || attrs?.size?.value === undefined) continue
      census.set(name.replace(/0x[0-9a-f]+/g, '…'), Number.parseInt(attrs.size.value, 16))
    }
    for (const [name, bytes] of Object.entries(args.dumps.process_totals ?? {}))
      if (typeof bytes === 'string') census.set(name, Number.parseInt(bytes, 16))
  }
  return census
}
