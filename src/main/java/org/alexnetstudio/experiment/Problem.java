package org.alexnetstudio.experiment;

/**
 * One thing that is wrong with an experiment.
 *
 * @param place file, line and column, or the option that brought the value
 * @param line in the file, from 1; 0 where the value came from elsewhere
 * @param column in the line, from 1; 0 likewise
 * @param path where in the document, such as {@code network.layers[3].kernel}; empty for all of it
 * @param message what was found and what is allowed
 */
public record Problem(String place, int line, int column, String path, String message) {
  @Override
  public String toString() {
    return place + (path.isEmpty() ? "" : ", " + path) + ": " + message;
  }
}
