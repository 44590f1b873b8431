package org.alexnetstudio.insight;

import org.alexnetstudio.event.Picture;

/**
 * A piece of a validation image that a unit answers strongly.
 *
 * @param image its name
 * @param activation the unit's answer, before the activation function
 * @param field where it is in what the network saw of the image; it may reach into the padding
 * @param picture the pixels of the field, black in the padding
 */
public record ExcitingPatch(String image, float activation, Field field, Picture picture) {}
