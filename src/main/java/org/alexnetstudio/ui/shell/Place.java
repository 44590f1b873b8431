package org.alexnetstudio.ui.shell;

import org.alexnetstudio.ui.fx.GuideTopic;

/** What the middle of the window can show. */
enum Place {
  /** Writing an experiment. */
  EXPERIMENT(GuideTopic.EXPERIMENT),
  /** Watching a training. */
  TRAIN(GuideTopic.TRAIN),
  /** Looking inside the network. */
  EXPLORE(GuideTopic.EXPLORE),
  /** Asking the network about images. */
  CLASSIFY(GuideTopic.CLASSIFY),
  /** How to begin; it has no place in the rail. */
  WELCOME(GuideTopic.FIRST_MINUTES);

  private final GuideTopic guide;

  Place(GuideTopic guide) {
    this.guide = guide;
  }

  /** The page of the guide that is about it. */
  GuideTopic guide() {
    return guide;
  }
}
