/** The id an address such as `#note%201` leads to; as it is written, where it is written wrongly. */
export function anchorName(href: string): string {
  const name = href.slice(1)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
