import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'

/**
 * Where a file is written before it takes its name: beside it, and under a short name of its own, since that of the
 * file may be as long as the disk allows.
 */
export const partFile = (path: string): string => join(dirname(path), `.lectern-${randomUUID()}.part`)
