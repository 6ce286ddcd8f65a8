import { parentPort, workerData } from 'node:worker_threads'
import { type AlignJob, align } from './align.ts'

parentPort?.postMessage(align(workerData as AlignJob))
