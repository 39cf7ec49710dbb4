/** The optimizers, as `optimizer.sgd` … */
export { type Adagrad, adagrad } from './optimizers/adagrad.js'
export { type Adam, adam } from './optimizers/adam.js'
export { type AdamW, adamW } from './optimizers/adamW.js'
export { type Nesterov, nesterov } from './optimizers/nesterov.js'
export { type Sgd, sgd } from './optimizers/sgd.js'
