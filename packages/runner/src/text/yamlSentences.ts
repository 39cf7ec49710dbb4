import type { ErrorCode, YAMLError } from 'yaml'

/** What is wrong with YAML, in our words. Total over the codes of the reader. */
const sentences: { readonly [C in ErrorCode]: string | ((message: string) => string) } = {
  ALIAS_PROPS: 'an alias (*name) has no anchor or tag of its own: remove it',
  BAD_ALIAS: 'an anchor or alias needs a name that ends before a comma or a bracket',
  BAD_COLLECTION_TYPE: 'a tag says one kind of collection and another is written: remove the tag',
  BAD_DIRECTIVE: 'a line that begins with % is no directive of YAML: remove it',
  BAD_DQ_ESCAPE: 'a backslash in double quotes begins no escape: double it, or use single quotes',
  BAD_INDENT: message =>
    closing(message) ?? 'the indentation does not fit what stands above: line keys up that belong together',
  BAD_PROP_ORDER: 'an anchor or tag stands before the value that it belongs to',
  BAD_SCALAR_START: 'a plain text cannot begin with this character: put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a value on the line of its key cannot have keys of its own: put it on the next line, or in { … }',
  BLOCK_IN_FLOW: 'inside [ … ] and { … } lists and keys are separated by commas',
  DUPLICATE_KEY: 'a key is written twice: remove one',
  IMPOSSIBLE: 'expected a key, a list or a value',
  KEY_OVER_1024_CHARS: 'a key has at most 1,024 characters: is a : or a quote missing?',
  MISSING_CHAR: message => missing(message),
  MULTILINE_IMPLICIT_KEY: 'a key stands on one line: is a : or a quote missing?',
  MULTIPLE_ANCHORS: 'a value has one anchor at most',
  MULTIPLE_DOCS: 'a file holds one pipeline: remove the --- and what follows it',
  MULTIPLE_TAGS: 'a value has one tag at most',
  NON_STRING_KEY: 'a key is a text',
  RESOURCE_EXHAUSTION: 'it is nested too deep',
  TAB_AS_INDENT: 'tabs do not indent: use spaces',
  TAG_RESOLVE_FAILED: 'a tag (!…) is not read: a pipeline is plain data',
  UNEXPECTED_TOKEN: 'this does not belong here: is a :, a comma or a quote missing?',
}

/** Well-formed YAML that a pipeline does not need: no mistake follows from it. */
export const standsAlone = (code: ErrorCode): boolean =>
  code === 'DUPLICATE_KEY' || code === 'TAG_RESOLVE_FAILED' || code === 'NON_STRING_KEY'

export const yamlSentence = ({ code, message }: YAMLError): string => {
  const said = sentences[code]
  const sentence = typeof said === 'string' ? said : said(message)
  return standsAlone(code) ? sentence : `the pipeline is malformed YAML: ${sentence}`
}

/** One code stands for everything that is missing; the reader's message tells what. */
const missing = (message: string): string =>
  closing(message) ?? `expected ${lacking.find(([said]) => said.test(message))?.[1] ?? 'something more here'}`
const closing = (message: string): string | undefined => {
  const end = /end with a (.)/.exec(message)?.[1]
  return end === undefined ? undefined : `expected a closing ${end}`
}
const lacking: readonly (readonly [said: RegExp, what: string])[] = [
  [/closing .quote/, 'a closing quote'],
  [/, or : between/, 'a comma or a :'],
  [/, between/, 'a comma'],
  [/space after :/, 'a space after the :'],
  [/followed by map values/, 'a : after the key'],
  [/without - indicator/, 'a - before the item'],
  [/Comments must/, 'a space before the #'],
  [/Tags and anchors must/, 'a space after the anchor or tag'],
  [/directives-end/, 'a --- line of its own after the directives'],
]
