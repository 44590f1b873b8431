package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.classify.ClassifyView;
import org.alexnetstudio.ui.experiment.ExperimentView;
import org.alexnetstudio.ui.explore.ArithmeticPane;
import org.alexnetstudio.ui.explore.ExploreModel;
import org.alexnetstudio.ui.explore.ExploreShares;
import org.alexnetstudio.ui.explore.ExploreSource;
import org.alexnetstudio.ui.explore.ExploreView;
import org.alexnetstudio.ui.explore.UnitPane;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Palette;
import org.alexnetstudio.ui.train.CurvesView;
import org.alexnetstudio.ui.train.FiltersView;
import org.alexnetstudio.ui.train.MapsView;
import org.alexnetstudio.ui.train.ProbesView;
import org.alexnetstudio.ui.train.TrainLayout;
import org.alexnetstudio.ui.train.TrainView;

/** The workspaces of the window, and where the dividers between their panes stand. */
final class Workspaces {
  private static final String TRAIN_COLUMNS = "train.columns";
  private static final String TRAIN_LEFT = "train.left";
  private static final String TRAIN_RIGHT = "train.right";
  private static final String EXPLORE_LAYERS = "explore.layers";
  private static final String EXPLORE_UNITS = "explore.units";
  private static final String EXPLORE_UPPER = "explore.upper";

  private final Studio studio;
  private final StudioModel model;
  private final Map<String, Double> kept;
  private final ShellCommands shell;
  private final ExperimentView experiment;
  private final TrainView train;
  private final ExploreView explore;
  private final ClassifyView classify;
  private final List<Workspace> all;

  /** Builds all of them. */
  Workspaces(
      Studio studio,
      StudioModel model,
      Choices choices,
      ObservableValue<Palette> palette,
      ObservableList<Path> recent,
      TrainingCommands training,
      ShellCommands shell) {
    this.studio = studio;
    this.model = model;
    this.shell = shell;
    kept = choices.now().dividers();
    experiment = new ExperimentView(studio, recent, palette);
    train = trainView(palette, training);
    explore = exploreView();
    classify =
        new ClassifyView(
            studio,
            model.model(),
            model.training(),
            shell.openModel(),
            shell.fineTune(),
            List.of(shell.openModel(), shell.tryStarter(), shell.getImageNet()),
            model::pin);
    all =
        List.of(
            new Workspace(
                Place.EXPERIMENT,
                "Experiment",
                "mdmz-tune",
                experiment,
                experiment.commands(),
                false),
            new Workspace(Place.TRAIN, "Train", "mdmz-show_chart", train, train.commands(), true),
            // The weights of old steps are not kept, so there is no looking back.
            new Workspace(
                Place.EXPLORE, "Explore", "mdal-apps", explore, explore.commands(), false),
            new Workspace(
                Place.CLASSIFY,
                "Classify",
                "mdal-image_search",
                classify,
                classify.commands(),
                true));
  }

  private TrainView trainView(ObservableValue<Palette> palette, TrainingCommands training) {
    CurvesView curves = new CurvesView(model.run(), studio, palette, training.start());
    FiltersView filters =
        new FiltersView(model.run(), studio.images()::writePng, training.start(), shell.openRun());
    MapsView maps = new MapsView(model.run(), studio, model::pin, shell.addPicture());
    ProbesView probes = new ProbesView(model.run(), maps.pictures(), shell.addPicture());
    return new TrainView(
        curves,
        filters.frame(),
        maps.frame(),
        probes.frame(),
        Stream.concat(curves.commands().stream(), maps.commands().stream()).toList(),
        new TrainLayout(
            kept.getOrDefault(TRAIN_COLUMNS, TrainLayout.DEFAULT.columns()),
            kept.getOrDefault(TRAIN_LEFT, TrainLayout.DEFAULT.leftRow()),
            kept.getOrDefault(TRAIN_RIGHT, TrainLayout.DEFAULT.rightRow())));
  }

  private ExploreView exploreView() {
    ExploreModel inside = new ExploreModel(studio.explorer(), FxThread::run);
    UnitPane unit = new UnitPane(inside, studio.images());
    return new ExploreView(
        inside,
        studio,
        new ExploreSource(
            model.run(), model.model(), model.training(), studio.network()::ready, model::lookAt),
        unit.frame(),
        new ArithmeticPane(inside, studio.images()).frame(),
        unit.commands(),
        List.of(shell.openRun(), shell.openModel(), shell.tryStarter(), shell.getImageNet()),
        new ExploreShares(
            kept.getOrDefault(EXPLORE_LAYERS, ExploreShares.DEFAULT.layers()),
            kept.getOrDefault(EXPLORE_UNITS, ExploreShares.DEFAULT.units()),
            kept.getOrDefault(EXPLORE_UPPER, ExploreShares.DEFAULT.upper())));
  }

  /** In the order of the rail. */
  List<Workspace> all() {
    return all;
  }

  ExperimentView experiment() {
    return experiment;
  }

  ClassifyView classify() {
    return classify;
  }

  /** Where the dividers stand now, to be kept. */
  Map<String, Double> dividers() {
    TrainLayout ofTrain = train.dividers();
    ExploreShares ofExplore = explore.shares();
    return Map.of(
        TRAIN_COLUMNS, ofTrain.columns(),
        TRAIN_LEFT, ofTrain.leftRow(),
        TRAIN_RIGHT, ofTrain.rightRow(),
        EXPLORE_LAYERS, ofExplore.layers(),
        EXPLORE_UNITS, ofExplore.units(),
        EXPLORE_UPPER, ofExplore.upper());
  }
}
