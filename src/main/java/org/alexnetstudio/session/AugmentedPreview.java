package org.alexnetstudio.session;

import java.util.List;

/**
 * One training image as the network would see it.
 *
 * @param image its path, its entry in the archive, or its number
 * @param label the name of its class
 * @param side height and width before cropping, in pixels
 * @param crop height and width of each view
 * @param views (crop, crop) opaque ARGB each
 */
public record AugmentedPreview(String image, String label, int side, int crop, List<int[]> views) {}
