package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/**
 * What the window tells the workspace of runs and models.
 *
 * @param run on the screen
 * @param network the run or model that answers where nothing trains; null for none; set anew where
 *     its weights are others
 * @param training whether a training of this window is under way, its preparation included
 * @param ready whether there is a network that a question can go to at the moment
 * @param open lets kept weights answer, while a training goes on in place of those that learn; with
 *     null those that learn
 */
public record ExploreSource(
    ObservableValue<ShownRun> run,
    ReadOnlyObjectProperty<@Nullable Path> network,
    ObservableBooleanValue training,
    BooleanSupplier ready,
    Consumer<@Nullable Path> open) {}
