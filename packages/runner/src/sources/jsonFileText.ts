/** A value as a JSON file that people read: indented, with an end of line. */
export const jsonFileText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
