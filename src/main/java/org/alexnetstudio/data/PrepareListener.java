package org.alexnetstudio.data;

/** Told while images are prepared; called from one thread at a time. */
@FunctionalInterface
public interface PrepareListener {
  /** Hears nothing. */
  PrepareListener NONE = (done, total) -> {};

  /** {@code done} of {@code total} images are through. */
  void progress(int done, int total);
}
