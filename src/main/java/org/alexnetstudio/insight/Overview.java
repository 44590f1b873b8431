package org.alexnetstudio.insight;

import java.util.List;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;

/**
 * All layers of a network and one image.
 *
 * @param image what the network sees of it
 * @param layers the input first
 * @param top the five likeliest classes
 * @param classNames in the order of the logits
 */
public record Overview(
    Picture image, List<LayerInfo> layers, List<Prediction> top, List<String> classNames) {}
