/** Variables that let somebody into another's account. */
const secret = /TOKEN|SECRET|PASSWORD|API_KEY|CREDENTIAL/i
/** What the hub's tokens look like, and the password in an address. */
const looks = [/\bhf_[A-Za-z0-9]{16,}\b/g, /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g]

/** A text that is kept for others, with what only its writer may know left out. */
export const withoutSecrets = (text: string, environment: NodeJS.ProcessEnv = process.env): string => {
  const known = Object.entries(environment).flatMap(([name, value = '']) =>
    secret.test(name) && value.length >= 8 ? [value] : [],
  )
  return [...known, ...looks].reduce<string>((left, each) => left.replaceAll(each, '***'), text)
}
