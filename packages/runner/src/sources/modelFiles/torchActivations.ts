/** Activations as a folder of the reference names them. */
export const torchActivations: Readonly<Record<string, string>> = {
  none: 'torch.nn.modules.linear.Identity',
  tanh: 'torch.nn.modules.activation.Tanh',
  relu: 'torch.nn.modules.activation.ReLU',
  gelu: 'torch.nn.modules.activation.GELU',
  sigmoid: 'torch.nn.modules.activation.Sigmoid',
  silu: 'torch.nn.modules.activation.SiLU',
  elu: 'torch.nn.modules.activation.ELU',
  selu: 'torch.nn.modules.activation.SELU',
  leakyRelu: 'torch.nn.modules.activation.LeakyReLU',
  relu6: 'torch.nn.modules.activation.ReLU6',
  softplus: 'torch.nn.modules.activation.Softplus',
  softsign: 'torch.nn.modules.activation.Softsign',
  mish: 'torch.nn.modules.activation.Mish',
  logSigmoid: 'torch.nn.modules.activation.LogSigmoid',
  celu: 'torch.nn.modules.activation.CELU',
  hardTanh: 'torch.nn.modules.activation.Hardtanh',
  hardSigmoid: 'torch.nn.modules.activation.Hardsigmoid',
  hardSwish: 'torch.nn.modules.activation.Hardswish',
  tanhShrink: 'torch.nn.modules.activation.Tanhshrink',
  softShrink: 'torch.nn.modules.activation.Softshrink',
  hardShrink: 'torch.nn.modules.activation.Hardshrink',
}

const lastOf = (name: string): string => name.split('.').at(-1)!

/** The names that are known, without the modules of torch that hold them. */
export const knownActivations: readonly string[] = Object.values(torchActivations).map(lastOf)

/** The activation that a name of torch stands for here. */
export const activationOf = (torch: string): string | undefined =>
  Object.entries(torchActivations).find(([, name]) => lastOf(name) === lastOf(torch))?.[0]
