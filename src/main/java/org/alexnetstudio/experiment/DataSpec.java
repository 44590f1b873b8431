package org.alexnetstudio.experiment;

/** Where the images come from and what happens to them before the network sees them. */
public record DataSpec(
    SourceSpec source, ResizeSpec resize, NormaliseSpec normalise, AugmentSpec augment) {

  /** The same with another source. */
  public DataSpec withSource(SourceSpec other) {
    return new DataSpec(other, resize, normalise, augment);
  }
}
