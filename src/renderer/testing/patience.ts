import { configure } from '@testing-library/react'

// As the other limits in vitest.config.ts: a busy machine is not a bug.
configure({ asyncUtilTimeout: 20_000 })
