/** Sentences about data sets and what is done to them. Those that a type says as well are derived as types. */
export const differ = <A extends string, AHas extends string, B extends string, BHas extends string>(
  first: A,
  columns: AHas,
  second: B,
  others: BHas,
) => `concatenate needs the same columns twice: ${first} has ${columns}; ${second} has ${others}` as const
export type Differ<A extends string, AH extends string, B extends string, BH extends string> = ReturnType<
  typeof differ<A, AH, B, BH>
>

export const nothingToRename = <From extends string, D extends string, Has extends string>(
  column: From,
  data: D,
  columns: Has,
) => `rename needs a column named ${column}; ${data} has ${columns}` as const
export type NothingToRename<F extends string, D extends string, H extends string> = ReturnType<
  typeof nothingToRename<F, D, H>
>

export const nothingToRepeat = <Name extends string, D extends string, Has extends string>(
  column: Name,
  data: D,
  columns: Has,
) => `repeat needs a column named ${column}; ${data} has ${columns}` as const
export type NothingToRepeat<N extends string, D extends string, H extends string> = ReturnType<
  typeof nothingToRepeat<N, D, H>
>

export const nameTaken = <D extends string, Name extends string>(data: D, column: Name) =>
  `repeat gives ${data} two columns named ${column}; give the second another name` as const
export type NameTaken<D extends string, N extends string> = ReturnType<typeof nameTaken<D, N>>

export const nothingToFilter = (column: string, data: string, columns: string): string =>
  `filter needs a column named ${column}; ${data} has ${columns}`

export const nothingToSplit = (data: string, split: string, splits: string): string =>
  `split: ${data} has no split ${split}; it has ${splits}`

export const noRows = <Rows extends number>(rows: Rows) =>
  `take needs a whole number of rows above 0; it has ${rows}` as const
export type NoRows<N extends number> = ReturnType<typeof noRows<N>>

/**
 * Why: Roles find a column by its name, so a name is one column.
 * Cure: Give one of them another name.
 * Types: Names are compared with the roles that look for them, not with each other.
 */
export const columnTwice = (data: string, column: string): string => `${data} names the column ${column} twice`

/**
 * Why: What changes a data set says which columns leave it.
 * Cure: Write the columns that the sentence names.
 * Types: What changes data gives them their columns; only a file can say something else.
 */
export const otherColumns = (data: string, columns: string): string => `${data} has the columns ${columns}: write these`

/**
 * Why: Texts that are looked up by ids belong to queries and documents.
 * Cure: Write the columns as `retrieval(…)` does; `columns` of a stage says which role each plays.
 * Types: `retrieval(…)` writes them; a file may hold others.
 */
export const otherThanLookedUp = (data: string, columns: string, wanted: string): string =>
  `${data} looks its texts up by ids, so its columns are ${wanted}; it has ${columns}`

/**
 * Why: Scores are mapped from their range onto 0 to 1, so the range has a least and a largest number.
 * Cure: Write the least score first.
 * Types: The ends of a range may be any two numbers.
 */
export const noRange = (data: string, column: string, kind: string): string =>
  `${data}, column ${column}: ${kind} holds no range; write the least score first`

/**
 * Why: Every row has a list of so many numbers, as a teacher's vectors are long.
 * Cure: Write how many numbers a row has.
 * Types: A length may be any number.
 */
export const noLength = (data: string, column: string, kind: string): string =>
  `${data}, column ${column}: ${kind} needs a whole number above 0`

/**
 * Why: With one class there is nothing to tell apart.
 * Cure: Name all classes that the column has.
 * Types: A list of names may be of any length.
 */
export const oneClass = (data: string, column: string, kind: string): string =>
  `${data}, column ${column}: ${kind} needs two classes or more`

/**
 * Why: A label is found by its name, so a name is one class.
 * Cure: Remove one of them.
 * Types: Names are compared with labels, not with each other.
 */
export const classTwice = (data: string, column: string, kind: string, name: string): string =>
  `${data}, column ${column}: ${kind} names ${name} twice`

export const noBound = <Column extends string>(column: Column) =>
  `filter on ${column} needs a bound: is, atLeast, atMost, shortest or longest` as const
export type NoBound<C extends string> = ReturnType<typeof noBound<C>>

/**
 * Why: Numbers have a size and texts have a length, and neither has the other.
 * Cure: `atLeast` and `atMost` for numbers, `shortest` and `longest` for texts, `is` for classes and texts.
 * Types: A filter is checked as data, the same for data from JSON.
 */
export const unfitBound = (bound: string, column: string, kind: string): string =>
  `filter: ${bound} does not go with ${column}, which is ${kind}`

export const noClass = <Column extends string, Kind extends string, Name extends string | number>(
  column: Column,
  kind: Kind,
  name: Name,
) => `filter: ${column} is ${kind}, which has no ${name}` as const
export type NoClass<C extends string, K extends string, N extends string | number> = ReturnType<typeof noClass<C, K, N>>

/**
 * Why: Roles find a column by its name, so a name is one column.
 * Cure: Choose a name that no other column has.
 * Types: The names that a renaming gives are not compared with those that stay.
 */
export const renamedTwice = (data: string, column: string): string => `rename gives ${data} two columns named ${column}`

/**
 * Why: Data that are joined begin with one data set.
 * Cure: Name two data sets.
 * Types: `concatenate` always takes two; a file may list none.
 */
export const nothingToConcatenate = (): string => 'concatenate needs data; it has none'

/**
 * Why: Two splits of one name could not be told apart.
 * Cure: Give the part another name.
 * Types: The names of the parts are not compared with those of the splits.
 */
export const partExists = (data: string, part: string): string =>
  `split: ${data} has a split ${part} already; give the part another name`

/**
 * Why: A part gets a share of the rows.
 * Cure: Write 0.1 for a tenth of them.
 * Types: Shares are numbers of a record whose keys are the names.
 */
export const noShare = (part: string, share: number): string =>
  `split: the share of ${part} is ${share}; it should be above 0 and at most 1`

/**
 * Why: Every row goes into one part.
 * Cure: Change the shares so that their sum is 1.
 * Types: Types do not add numbers with fractions.
 */
export const sharesDiffer = (sum: number): string => `split: the shares add up to ${sum}; they should add up to 1`
