package org.alexnetstudio.data;

/**
 * One listed image of a source.
 *
 * @param name its path in the folder or archive, or its number ("train #17")
 * @param label its class's place in the list of class names
 * @param validation whether it belongs to a validation part that the source itself has
 * @param stamp what changes when the image changes: size and time, or size and checksum
 */
record SourceImage(String name, int label, boolean validation, String stamp) {}
