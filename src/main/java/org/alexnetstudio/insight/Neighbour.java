package org.alexnetstudio.insight;

import org.alexnetstudio.event.Picture;

/**
 * A training image that the network takes for similar.
 *
 * @param image its name
 * @param className its class
 * @param distance Euclidean, of the features
 * @param picture of it, small
 */
public record Neighbour(String image, String className, float distance, Picture picture) {}
