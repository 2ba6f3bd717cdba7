/** Comparisons worth running first. */
export interface Preset {
  name: string;
  about: string;
  /** The keys of the address; what is left out is what the data brings along. */
  query: string;
}

export const presets: Preset[] = [
  { name: 'The article’s', about: 'Digits, four layers of 300 tanh: zero, uniform, Xavier, and a normal of variance 1.', query: '' },
  { name: 'The playground', about: 'Points in the plane, a 2-6-3-1 ReLU network, Xavier’s variance from 0 to 100 times.', query: 'data=circle' },
  { name: 'Deep ReLU', about: 'Fifteen ReLU layers: what halving the variance in every layer costs, and what He does about it.', query: 'data=digits&hidden=100x15&activation=relu&init=xavier,he-normal,orthogonal,normal(0.01)&lr=0.05&epochs=3&repeats=2' },
  { name: 'Deep sigmoid', about: 'Four layers of sigmoid, which kept deep networks from learning for years.', query: 'data=digits&hidden=100x4&activation=sigmoid&init=uniform,glorot-uniform,xavier*16&epochs=5&repeats=2' },
  { name: 'A linear model', about: 'No hidden layer: here zero is as good a start as any.', query: 'data=digits&hidden=none&init=zero,xavier,normal&epochs=3&repeats=3' },
];
