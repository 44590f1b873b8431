package org.alexnetstudio.training;

import org.alexnetstudio.data.ImageStatistics;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a training reads.
 *
 * @param statistics null where neither normalisation nor colour noise needs them
 * @param experiment resolved: the number of classes stands in its network
 * @param initial the model that it starts from, in words; empty where it starts from none
 */
public record TrainingInput(
    Experiment experiment,
    PackedImages images,
    @Nullable ImageStatistics statistics,
    Normaliser normaliser,
    String initial) {}
