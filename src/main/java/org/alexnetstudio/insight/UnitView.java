package org.alexnetstudio.insight;

import org.jspecify.annotations.Nullable;

/**
 * One unit and what it makes of one image.
 *
 * @param layer which
 * @param unit its number
 * @param map (height, width); never written after
 * @param kernel null where the layer is no convolution
 * @param spot the place that is explained: the one asked for, or the strongest
 * @param field what the unit sees at that place
 * @param backward from that place back to the image, (channels, input height, input width); where
 *     none was asked for, from all of the map, each place by its strength above 0
 */
public record UnitView(
    LayerInfo layer,
    int unit,
    float[] map,
    @Nullable Kernel kernel,
    Spot spot,
    Field field,
    Attribution backward) {}
