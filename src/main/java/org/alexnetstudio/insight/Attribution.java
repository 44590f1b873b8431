package org.alexnetstudio.insight;

/**
 * How much each place of an image counts for one number of the network.
 *
 * @param signed whether values below 0 count against it; else 0 is the least
 * @param channels 3 or 1 as the image has, or 1 where its channels are taken together
 * @param height rows; fewer than the image has where the method is coarser
 * @param width columns
 * @param values (channels, height, width); never written after
 * @param score the number that is explained: a logit or an activation
 * @param reference the same number of what the image is compared with, such as a blank one; NaN
 *     where the method compares with nothing
 */
public record Attribution(
    boolean signed,
    int channels,
    int height,
    int width,
    float[] values,
    float score,
    float reference) {}
