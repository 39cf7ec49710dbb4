import type { Choice } from './choice.js'
import type { Model } from './model.js'
import type { AtMost } from './numbers.js'
import { type VectorWidth, vectorWidth } from './vectorWidth.js'

/** Sentences about a teacher whose vectors an evaluator holds against embeddings; each type is derived, so the text stands once. */
export const unlikeTeacher = <Stage extends string, Width extends number, Model extends string, Has extends number>(
  stage: Stage,
  width: Width,
  model: Model,
  has: Has,
) =>
  `${stage} needs a teacher as wide as its embeddings, ${width}; ${model} gives ${has}: write width to score the first numbers of both, or put pool.dense({ width: ${has} }) before it` as const
type UnlikeTeacher<S extends string, W extends number, M extends string, H extends number> = ReturnType<
  typeof unlikeTeacher<S, W, M, H>
>

export const narrowTeacher = <Stage extends string, Width extends number, Model extends string, Has extends number>(
  stage: Stage,
  width: Width,
  model: Model,
  has: Has,
) => `${stage}: width is ${width}, and vectors of ${model} have width ${has}: choose at most ${has}` as const
type NarrowTeacher<S extends string, W extends number, M extends string, H extends number> = ReturnType<
  typeof narrowTeacher<S, W, M, H>
>

/** The sentence of a teacher whose vectors do not fit, or `undefined`. A choice of models is judged by the program. */
export type TeacherWidth<Stage extends string, M, O, Width> = M extends Choice
  ? undefined
  : M extends { readonly model: infer Name extends string }
    ? number extends VectorWidth<M> | Width
      ? undefined
      : O extends { readonly width: infer Cut extends number }
        ? number extends Cut
          ? undefined
          : AtMost<Cut, VectorWidth<M>> extends false
            ? NarrowTeacher<Stage, Cut, Name, VectorWidth<M>>
            : undefined
        : VectorWidth<M> extends Width
          ? undefined
          : UnlikeTeacher<Stage, Width & number, Name, VectorWidth<M>>
    : undefined

/** The same over values; `has` where the model's files were opened. */
export const teacherWidth = (
  stage: string,
  teacher: Model | undefined,
  cut: number | undefined,
  width: number,
  has: number | undefined = teacher && vectorWidth(teacher),
): string | undefined => {
  if (teacher === undefined || has === undefined) return undefined
  if (cut !== undefined) return cut <= has ? undefined : narrowTeacher(stage, cut, teacher.model, has)
  return has === width ? undefined : unlikeTeacher(stage, width, teacher.model, has)
}
