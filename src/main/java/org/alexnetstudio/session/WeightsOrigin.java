package org.alexnetstudio.session;

import java.nio.file.Path;

/**
 * Which weights answered.
 *
 * @param model the run's folder or the model file
 * @param step finished steps of their training; 0 where that is not known
 * @param live whether they are those of the training under way, at that moment
 * @param classes number of classes that they know
 */
public record WeightsOrigin(Path model, int step, boolean live, int classes) {}
