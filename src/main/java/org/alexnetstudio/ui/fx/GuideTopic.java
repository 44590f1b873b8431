package org.alexnetstudio.ui.fx;

/** A page of the guide that the window leads to. */
public enum GuideTopic {
  /** How to begin. */
  FIRST_MINUTES("first-minutes"),
  /** From a folder of photographs to a trained network. */
  PHOTOGRAPHS("photographs"),
  /** Watching a training. */
  TRAIN("train"),
  /** Looking inside the network. */
  EXPLORE("explore"),
  /** Asking the network about images. */
  CLASSIFY("classify"),
  /** Writing an experiment. */
  EXPERIMENT("experiment"),
  /** Models that are there already, and to take along. */
  MODELS("models"),
  /** When something goes wrong. */
  TROUBLE("trouble");

  private final String page;

  GuideTopic(String page) {
    this.page = page;
  }

  /** The page's file in docs/guide, without its ending. */
  public String page() {
    return page;
  }
}
