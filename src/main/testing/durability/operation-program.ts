import { writeSync } from 'node:fs'
import { testApp } from '../test-app.ts'
import { operations } from './operations.ts'

/** Does one operation on a library and says when it begins and when it is over, so that it can be killed between. */
const [folder, given, name] = process.argv.slice(2) as [string, string, string]
const test = testApp({ folder, indexing: true })
writeSync(1, 'begins\n')
await operations[name]!.run(test, given)
writeSync(1, 'over\n')
await test.app.close()
process.exit(0)
