/** The character that stands for each byte: itself where it prints, the next one from U+0100 on where it does not. */
export const byteCharacters: readonly string[] = (() => {
  const prints = (byte: number) => (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
  let next = 0x100
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(prints(byte) ? byte : next++))
})()

const utf8 = new TextEncoder()

/** The bytes of a text, a character each. */
export const toByteLevel = (text: string): string => {
  if (printable.test(text)) return text
  if (spaced.test(text)) return text.replaceAll(' ', byteCharacters[0x20]!)
  let written = ''
  for (const byte of utf8.encode(text)) written += byteCharacters[byte]
  return written
}

const printable = /^[!-~]*$/
const spaced = /^[ -~]*$/

/** The text again; what is no byte's character stands for its own bytes, and bytes that are no text are U+FFFD. */
export const fromByteLevel = (tokens: readonly string[]): string => {
  const bytes = tokens.flatMap(token => {
    const each = [...token].map(character => byteOf.get(character))
    return each.includes(undefined) ? [...utf8.encode(token)] : (each as number[])
  })
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes))
}

const byteOf: ReadonlyMap<string, number> = new Map(byteCharacters.map((character, byte) => [character, byte]))
