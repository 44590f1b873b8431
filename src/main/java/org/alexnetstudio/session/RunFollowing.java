package org.alexnetstudio.session;

/** A run that is followed, until it is closed. */
@FunctionalInterface
public interface RunFollowing extends AutoCloseable {
  /** Ends the following; the listener hears nothing more. Returns at once. */
  @Override
  void close();
}
