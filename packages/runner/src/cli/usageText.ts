/** What of an option or command was written wrongly, with its cure; what the parser of arguments says is turned into our own words. */
export const usageText = (message: string, words: string | undefined, args: readonly string[]): string => {
  const [command] = words?.split(' ') ?? []
  const said = (pattern: RegExp): readonly string[] | undefined => pattern.exec(message)?.slice(1)
  const few = said(/^Not enough non-option arguments: got (\d+)/)
  if (few !== undefined && words !== undefined)
    return `${command} needs ${positionals(words)[Number(few[0])] ?? 'more'}: write siamese ${words}`
  const missing = said(/^Missing required arguments?: (.+)$/)
  if (missing !== undefined) return `${command} needs ${options(missing[0]!)}`
  const valueless = said(/^Not enough arguments following: (.+)$/)
  if (valueless !== undefined) return `${options(valueless[0]!)} needs a value behind it`
  const unknown = said(/^Unknown arguments?: ([^,]+)/)?.[0]
  if (unknown !== undefined && args.some(arg => arg.replace(/=.*/s, '') === dashed(unknown)))
    return `${command ?? 'siamese'} has no option ${dashed(unknown)}`
  if (unknown !== undefined && words !== undefined)
    return `${command} cannot do anything with ${unknown}: write siamese ${words}`
  const other = said(/^Invalid values:\n +Argument: (.+), Given: (.*), Choices: (.+)$/)
  if (other !== undefined) {
    const [name, given, choices] = other as readonly [string, string, string]
    const named = words?.includes(`<${name}>`) === true ? name : dashed(name)
    return `${named} is ${given}: write ${either(choices.split(', ').map(each => each.replaceAll('"', '')))}`
  }
  const near = said(/^Did you mean (.+)\?$/)
  if (near !== undefined) return `siamese has no command '${args[0]}'. Did you mean '${near[0]}'?`
  return words === undefined && /^Unknown/.test(message) ? `siamese has no command '${args[0]}'` : message
}

/** `<pipeline>` of 'run <pipeline>', and so on. */
const positionals = (words: string): readonly string[] => words.match(/<[^>]+>/g) ?? []

const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`)
const options = (names: string): string => names.split(', ').map(dashed).join(' and ')

const either = (choices: readonly string[]): string =>
  choices.length < 2 ? choices.join() : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
