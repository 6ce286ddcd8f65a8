/**
 * By then the first drawing of the window is on screen, in milliseconds since it was drawn: what is only for later
 * waits so long, and does not keep it from there.
 */
export const SHOWN_MS = 200
