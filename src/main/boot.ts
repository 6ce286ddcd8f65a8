import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { deviceFolder } from './library-folder.ts'

// What V8 made of main's code is kept beside the device's other files, so that the next start need not make it
// again; without a place for it, it is made anew. Everything else is imported only then.
enableCompileCache(join(deviceFolder(), 'compiled'))
await import('./index.ts')
