import type { Migration } from '../migrate.ts'
import { library } from './0001-library.ts'

/** In order; append only. */
export const migrations: readonly Migration[] = [library]
