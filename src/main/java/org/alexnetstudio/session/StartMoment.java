package org.alexnetstudio.session;

/** A moment of the window's start, in the order in which they come. */
public enum StartMoment {
  /** The window's first picture is on the screen. */
  SHOWN,
  /** The network of the starter model has answered about a sample image. */
  ANSWERED
}
