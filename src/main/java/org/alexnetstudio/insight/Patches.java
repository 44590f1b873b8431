package org.alexnetstudio.insight;

import java.util.List;

/**
 * What excites one unit most.
 *
 * @param images how many were looked at
 * @param step of the training by which it was found
 * @param epoch how many epochs were finished then
 * @param strongest at most nine, the strongest first, from different images
 */
public record Patches(int images, int step, int epoch, List<ExcitingPatch> strongest) {}
