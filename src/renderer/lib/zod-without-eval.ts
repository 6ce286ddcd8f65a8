import { z } from 'zod'

// The window's policy allows no code from strings. Zod would try, be refused, and leave a report on the
// console. It is the first import of main.tsx, because schemas with defaults are parsed as they load.
z.config({ jitless: true })
