/** The assumptions of the derivation, and what becomes of it without each. */
export interface Broken {
  /** As the address has it. */
  word: string;
  /** On its switch. */
  text: string;
  /** Which equality gives way, and why, in a sentence or two. */
  why: string;
}

export const assumptions: Broken[] = [
  { word: 'none', text: 'Nothing', why: 'All assumptions hold as far as numbers drawn by chance can hold them, and so do all seven equalities.' },
  {
    word: 'bias',
    text: 'Weights with a mean',
    why: 'Every term of the sum contains the same mean times its input, and for one sample these pull all units the same way. The term E[w]² Var(x) of step 4, which should be 0, is as large as the one that stays, and what is dropped there grows from layer to layer, until tanh has no room for it.',
  },
  {
    word: 'mean',
    text: 'Inputs with a mean',
    why: 'Step 4 drops Var(w) E[x]², since E[x] is 0. With inputs whose mean is as large as their spread that term is as large as the one it keeps: twice the variance arrives, and the half that was added is the same for every sample, so it tells none from another. Shifting inputs to mean 0 is the remedy.',
  },
  {
    word: 'correlated',
    text: 'Inputs that move together',
    why: 'Step 2 splits the variance of a sum into the sum of variances, as if the inputs were independent. Weights of random sign cancel the error on average, so the ratio still is 1; but in a single unit they do not, and each unit’s own variance strays far from the rule. Whiskers on the mean do not show this; the scatter of the units does.',
  },
  {
    word: 'large',
    text: 'Large z',
    why: 'Step 1 replaces tanh by a straight line. With inputs of standard deviation 2 most units stand on the flat parts of tanh, whose output can never vary by more than 1: the variance that went in does not come out.',
  },
  {
    word: 'relu',
    text: 'ReLU for tanh',
    why: 'ReLU is no straight line at 0, however small z is: it drops one half of every signal. Of the mean square one half is left, and of the variance, which takes the new mean off, 1/2 − 1/(2π) = 0.34: by so much step 1 fails. The next layer hands on the mean square, so each halves it again, and after five little is left. This one has a remedy in the rule itself, below.',
  },
];

/** What each step says, before its reason. */
export const steps = [
  'For small z, tanh is the identity: what a unit passes on varies as what it sums.',
  'A sum of independent terms varies as all of its terms together.',
  'A product of two independent variables varies by this rule, which is exact.',
  'With both means 0, two of the three terms vanish.',
  'All weights are drawn alike and all inputs too: n equal terms.',
  'Taken together: one layer multiplies the variance by n Var(w).',
  'So with Var(w) = 1/n nothing changes, in this layer or in the fifth.',
];
