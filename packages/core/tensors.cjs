'use strict'
/**
 * tfjs-core, loaded when the first tensor function is asked for: checking, printing and comparing pipelines need none.
 * It is a CommonJS file, because only such a one can load another later; and Node reads its names from here, not from the
 * megabyte behind it, which takes twice as long as running that.
 */
let library
exports.tf = new Proxy(
  {},
  {
    get: (_, name) => {
      library ??= require('@tensorflow/tfjs-core')
      return library[name]
    },
  },
)
