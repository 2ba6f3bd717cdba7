/** Experiments worth a look, each as the part of an address that differs from the chapter's own. */
export interface Try {
  text: string;
  query: string;
}

export const equal: Try[] = [
  { text: 'Start all weights at zero', query: 'init=zero' },
  { text: 'Make them equal, but not zero', query: 'init=constant(0.1),constant(0.5),one' },
  { text: 'Nudge them apart', query: 'init=zero,normal(0.01),normal(0.1),normal(0.3)' },
];

export const small: Try[] = [
  { text: 'Go smaller still', query: 'init=xavier,xavier*0.1,xavier*0.01,xavier*0.0001' },
  { text: 'Make up for it with a large step', query: 'init=xavier*0.01,xavier&lr=3' },
];

export const large: Try[] = [
  { text: 'Watch the units go silent', query: 'init=xavier*16,xavier*100,xavier*1000' },
  { text: 'Saturate tanh instead', query: 'init=xavier,xavier*100&activation=tanh' },
  { text: 'Take a step that is too large', query: 'init=xavier*0.01,xavier,xavier*100&lr=30' },
];
