/** What a record has itself under a name that somebody else chose: every object also answers to `constructor`. */
export const ownOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
