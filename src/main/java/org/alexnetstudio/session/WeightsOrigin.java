package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.experiment.ResizeSpec;

/**
 * Which weights answered.
 *
 * @param model the run's folder or the model file
 * @param step finished steps of their training; 0 where that is not known
 * @param live whether they are those of the training under way, at that moment
 * @param classes number of classes that they know
 * @param resize how an image becomes the square that crops are taken of
 * @param side of the crop that the network sees, in pixels
 */
public record WeightsOrigin(
    Path model, int step, boolean live, int classes, ResizeSpec resize, int side) {}
