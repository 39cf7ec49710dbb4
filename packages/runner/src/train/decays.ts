/** Parameters that decay leaves alone: biases and norms, by name. Source: transformers' Trainer.get_decay_parameter_names. */
export const decays = (name: string): boolean => !/bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.)/i.test(name)
