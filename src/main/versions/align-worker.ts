import { answerJob } from '../answer-job.ts'
import { align } from './align.ts'

await answerJob(align)
