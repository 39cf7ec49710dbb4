/** Names of options by what they take, as the parser of arguments keeps them. */
export interface OptionKinds {
  readonly number: readonly string[]
  readonly string: readonly string[]
  readonly array: readonly string[]
}

/** What may stand without a value: `explain --print` shows the graph as it is run. */
const alone: ReadonlySet<string> = new Set(['print'])

/** What of the options has no value, is no number, or stands twice: the parser takes each without a word. */
export const optionFault = (args: readonly string[], { number, string, array }: OptionKinds): string | undefined => {
  const seen = new Set<string>()
  for (const [i, arg] of args.entries()) {
    if (arg === '--') return undefined
    const [, name, inline] = /^--([a-z][\w-]*)(?:=(.*))?$/is.exec(arg) ?? []
    if (name === undefined || ![...number, ...string, ...array].includes(name)) continue
    const value = inline ?? args[i + 1]
    if (value === undefined || (inline === undefined && value.startsWith('--'))) {
      if (alone.has(name)) continue
      return `--${name} needs a value behind it`
    }
    if (number.includes(name) && (value.trim() === '' || Number.isNaN(Number(value))))
      return `--${name} is ${JSON.stringify(value)}: write a number`
    if (seen.has(name) && !array.includes(name)) return `--${name} stands twice: write it once`
    seen.add(name)
  }
  return undefined
}
