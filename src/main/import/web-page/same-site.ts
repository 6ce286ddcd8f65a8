/** Equal in their last two names: "get.example.org" belongs to "www.example.org". */
export function isSameSite(one: string, two: string): boolean {
  const end = (host: string) => host.split('.').slice(-2).join('.')
  return end(one) === end(two)
}
