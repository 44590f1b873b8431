package org.alexnetstudio.ui.shell;

/** What the middle of the window can show. */
enum Place {
  /** Writing an experiment. */
  EXPERIMENT,
  /** Watching a training. */
  TRAIN,
  /** Looking inside the network. */
  EXPLORE,
  /** Asking the network about images. */
  CLASSIFY,
  /** How to begin; it has no place in the rail. */
  WELCOME
}
