import { classBit } from './characters.js'

/** A canonical or compatibility form as the library has it: what its tables do not know stands as it is, and stands between the rest. */
export const normalForm =
  (classes: Uint8Array, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD') =>
  (text: string): string => {
    if (ascii.test(text)) return text
    let normal = ''
    let from = 0
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at)!
      const next = at + (code > 0xffff ? 2 : 1)
      if (classes[code]! & classBit.newer) {
        normal += text.slice(from, at).normalize(form) + text.slice(at, next)
        from = next
      }
      at = next
    }
    return normal + text.slice(from).normalize(form)
  }

const ascii = /^[\0-\x7f]*$/
