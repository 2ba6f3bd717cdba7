/** What each chapter shows where its address says nothing. The command line reads links to it against the same words: a test holds the two together. */
export const defaults = {
  why: 'data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full',
  vanishing: 'data=circle&hidden=50x8&activation=tanh&init=xavier*0.25,xavier,xavier*64&lr=0.1&batch=full',
  layers: 'data=digits&hidden=300x4&activation=tanh&init=xavier&lr=0.1&batch=100',
  beyond: 'data=digits&hidden=100x10&activation=tanh&init=xavier',
};

/** A page trains until its reader has seen enough. */
export const endless = '&steps=1000000';
