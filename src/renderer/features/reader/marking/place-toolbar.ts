interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
interface Size {
  width: number
  height: number
}

const GAP = 10
const EDGE = 8

/**
 * Where a toolbar stands for a selection: centred above it, else below it; when the selection fills the
 * screen, at the lower edge, where it covers least of what is being read.
 */
export function placeToolbar(selection: Box, toolbar: Size, area: Size): { left: number; top: number } {
  const centre = (Math.max(selection.left, 0) + Math.min(selection.right, area.width)) / 2
  const left = Math.max(EDGE, Math.min(centre - toolbar.width / 2, area.width - toolbar.width - EDGE))
  const above = selection.top - toolbar.height - GAP
  if (above >= EDGE) return { left, top: above }
  const below = selection.bottom + GAP
  if (below + toolbar.height + EDGE <= area.height) return { left, top: Math.max(below, EDGE) }
  return { left, top: area.height - toolbar.height - EDGE }
}
