/** What follows `name=` among the arguments of this run; undefined without it. */
export const option = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)
