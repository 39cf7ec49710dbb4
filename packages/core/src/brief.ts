const longest = 80

/** A value as JSON says it, cut when it is long: what a file holds may be of any size, and nested to any depth. */
export const brief = (value: unknown): string => {
  const said = text(value)
  return said.length > longest ? `${said.slice(0, longest - 1)}…` : said
}

const text = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest))
  try {
    return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? typeof value
  } catch {
    return 'what is nested too deep to be shown'
  }
}
